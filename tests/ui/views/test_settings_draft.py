"""What was entered becomes changes of the file, and goes on where the file has become another."""

from softphone.settings.amending import AccountRemoval, Amendment, amended
from softphone.ui.views.language import ENGLISH
from softphone.ui.views.settings import draft as drafts
from softphone.ui.views.settings.draft import Draft
from tests.ui.views.test_settings_views import OFFICE, checked


def test_a_draft_becomes_changes_that_the_file_takes() -> None:
    now = checked()
    draft, name = drafts.with_account(Draft(), now)
    draft = drafts.with_entry(draft, ("account", name, "uri"), "sip:you@pbx", now)
    draft = drafts.with_entry(draft, ("calls", "max_calls"), "3", now)
    draft = drafts.with_entry(draft, ("calls", "waiting"), "off", now)  # as it is
    draft = drafts.without_account(draft, "office")
    made = drafts.changes(draft, now, ENGLISH)

    assert set(made) == {
        AccountRemoval("office"),
        Amendment(("account", name, "uri"), "sip:you@pbx"),
        Amendment(("calls", "max_calls"), 3),
    }
    after = checked(amended(OFFICE, made))
    assert after.settings is not None
    assert [account.uri for account in after.settings.accounts] == ["sip:you@pbx"]
    assert drafts.without_account(draft, name).added == ()


def test_a_draft_goes_on_in_another_file_but_for_what_stands_there_and_accounts_that_are_gone() -> None:
    now, after = checked(), checked('[[account]]\nname = "account1"\nuri = "sip:a@pbx"\n[calls]\nmax_calls = 3\n')
    draft = drafts.with_account(drafts.with_account(Draft(), now)[0], now)[0]  # account1 is in the other file, too
    for names, entered in {
        ("account", "account1", "uri"): "sip:b@pbx",
        ("account", "account2", "uri"): "sip:c@pbx",
        ("account", "office", "display_name"): "Anna",
        ("calls", "max_calls"): "3",
    }.items():
        draft = drafts.with_entry(draft, names, entered, now)
    for account in ("account1", "account2", "office"):
        draft = drafts.with_password(draft, account, is_new=True)
    gone = drafts.without_account(draft, "office")

    left = drafts.carried_over(draft, after)

    assert left == Draft(
        entered={("account", "account1", "uri"): "sip:b@pbx", ("account", "account2", "uri"): "sip:c@pbx"},
        added=("account2",),
        passwords=frozenset({"account1", "account2"}),
    )
    assert drafts.carried_over(gone, after) == left
    assert drafts.carried_over(gone, now) == gone
