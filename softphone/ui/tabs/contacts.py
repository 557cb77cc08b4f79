"""The tab of the phone book."""

from softphone.ui.views.language import mark
from softphone.ui.widgets.contact_list import ContactList
from softphone.ui.widgets.parts import Tab

TAB = Tab("contacts", mark("Contacts"), "contacts", 10, ContactList)
