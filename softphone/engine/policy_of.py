"""From the settings to what the machine is told: the one place where both vocabularies meet."""

from dataclasses import replace

from softphone.connector.accounts import account_for
from softphone.core.state.policy import AccountPolicy, Hosting, Policy, Supervising
from softphone.core.values import AccountName, Mode
from softphone.settings import Settings
from softphone.settings.sections.account import AccountSettings


def policy_of(settings: Settings) -> Policy:
    """Say in the machine's words what the settings decide."""
    return replace(_of_own_calls(settings), supervising=_supervising(settings), hosting=_hosting(settings))


def _of_own_calls(settings: Settings) -> Policy:
    calls, agent, recording = settings.calls, settings.agent, settings.recording
    return Policy(
        accounts=tuple(map(_account, settings.accounts)),
        has_call_waiting=calls.waiting == "on",
        max_conversations=calls.max_calls,
        no_answer_s=calls.no_answer_s or None,
        ring_out_s=calls.dial_timeout_s,
        holds_by_itself=calls.auto_hold,
        leaving_transfers=calls.leave == "transfer",
        transfer_due_s=calls.transfer_timeout_s,
        decline_code=calls.decline_code,
        do_not_disturb_code=calls.dnd_code,
        starts_muted=calls.start_muted,
        starts_held=calls.start_held,
        takes_auto_answer=bool(calls.auto_answer),
        waits_for_customer=calls.callback_answered == "signal",
        records_calls=recording.enabled,
        records_internal_calls=recording.internal_calls,
        recording_starts_paused=recording.start == "paused",
        announces_recording=recording.announce_tone,
        has_wrap_up=agent.wrap_up != "off",
        wrap_up_s=float(agent.wrap_up) if isinstance(agent.wrap_up, int) else None,
        wrap_up_without_page_s=WRAP_UP_WITHOUT_PAGE_S,
        wraps_up_internal_calls=agent.wrap_up_internal,
        rings_in_wrap_up=agent.invite_in_wrap_up == "ring",
        do_not_disturb_statuses=agent.dnd_statuses,
        retry_first_s=settings.sip.retry_first_s,
        retry_most_s=settings.sip.retry_most_s,
    )


def _supervising(settings: Settings) -> Supervising:
    wishes, names = settings.supervision, settings.headers
    account = account_for("supervision", settings.accounts)
    return Supervising(
        is_allowed=wishes.is_supervisor and wishes.way != "off",
        rings_first=wishes.pick_up == "ring",
        key_headers=() if wishes.key_header == names.call_key[0] else (wishes.key_header,),
        marks=((names.call_type, SUPERVISOR_WORD),) if wishes.way == "agent" else (),
        tells_agent=wishes.send_notices and wishes.way == "pbx",
        name=settings.agent.name or ((account.display_name or account.name) if account else ""),
    )


def _hosting(settings: Settings) -> Hosting:
    wishes = settings.supervision
    return Hosting(
        is_open=wishes.hosts and wishes.way == "agent",
        supervisors=wishes.supervisors,
        most=wishes.max_supervisors,
        tells_agent=wishes.tell_agent,
        keys=(
            (wishes.listen_digits, Mode.LISTEN),
            (wishes.whisper_digits, Mode.WHISPER),
            (wishes.barge_digits, Mode.BARGE),
        ),
    )


def _account(account: AccountSettings) -> AccountPolicy:
    return AccountPolicy(AccountName(account.name), account.registrar is not None, account.uri)


SUPERVISOR_WORD = "supervisor"
"""The call type by which an agent's phone knows a supervisor's INVITE."""
WRAP_UP_WITHOUT_PAGE_S = 30.0
"""Infinite wrap-up needs a page that can end it; a call that no page knew is done with after this."""
