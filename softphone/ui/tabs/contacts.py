"""The tab of the phone book."""

from softphone.ui.registry import Tab
from softphone.ui.views.language import mark
from softphone.ui.widgets.contact_list import ContactList

TAB = Tab("contacts", mark("Contacts"), "contacts", 10, ContactList)
