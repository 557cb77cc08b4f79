"""The agent's session in Salesforce: begun at the login page, ended by the agent or by time, and what is heard then."""

from softphone.core.messages.commands import Answer, Merge, SetDoNotDisturb
from softphone.core.messages.events import HoldConfirmed, LegConnected, LegEnded, ProvisionalReceived
from softphone.settings import Settings
from softphone.settings.sections.connector import ConnectorSettings
from softphone.settings.sections.network import BridgeSettings
from tests.connector.company import CAROL
from tests.core.scenes import LEG_A, LEG_B, invited
from tests.engine.pages.office_hours import PARENT, House, Line, settled
from tests.engine.pages.test_ledger import talking

BRIDGE = BridgeSettings(parents=(PARENT,))
LIMIT_S = 30 * 60.0


def house(*, has_password: bool = True, show_login: bool = True) -> House:
    """A phone with a login page and sessions of half an hour."""
    connector = ConnectorSettings(show_login=show_login, session_timeout_min=30, login_frame_height_px=400)
    made = House(settings=Settings(bridge=BRIDGE, connector=connector))
    made.office.login.has_password = lambda: has_password
    made.office.login.clock = lambda: 0.0
    return made


async def pass_time(place: House, to_s: float) -> None:
    """The clock shows this, and the session's timer fires."""
    place.office.login.clock = lambda: to_s
    place.office.login.look()
    await settled()


def reloaded(place: House, page: Line) -> Line:
    """The agent presses F5."""
    place.desk.gone(page)
    return place.load(f"{page.instance}-again")


def shows_login(page: Line, request: str) -> bool:
    """Whether a page that starts has to show the login page."""
    shown: bool = page.answer_to(request)["result"]["value"].get("showLogin", False)
    return shown


async def test_a_session_that_nobody_uses_ends_and_salesforce_shows_the_login_page() -> None:
    place = house()
    page = await place.ready()
    await pass_time(place, LIMIT_S - 1)
    assert page.events == []

    await pass_time(place, LIMIT_S)

    assert page.events == ["LOGOUT_RESULT"]
    assert page.frames[-1]["params"]["payload"] == {"success": True, "loginFrameHeight": 400}
    again = reloaded(place, page)
    assert shows_login(again, again.ask("init", connectorConfig={}))


async def test_whoever_uses_the_phone_stays_logged_in() -> None:
    place = house()
    page = await place.ready()
    place.office.login.clock = lambda: LIMIT_S - 1
    page.ask("setAgentConfig", config={"selectedPhone": {"type": "DESK_PHONE", "number": "1"}})
    await pass_time(place, LIMIT_S)
    await place.happens(invited(), LegEnded(LEG_A, 487))
    place.office.login.clock = lambda: 2 * LIMIT_S - 2
    await place.desk_does(SetDoNotDisturb(is_on=True))
    await pass_time(place, 3 * LIMIT_S - 3)
    assert "LOGOUT_RESULT" not in page.events

    await pass_time(place, 3 * LIMIT_S - 2)

    assert page.events[-1] == "LOGOUT_RESULT"


async def test_questions_of_the_base_connector_are_no_use_of_the_phone() -> None:
    place = house()
    page = await place.ready()
    place.office.login.clock = lambda: LIMIT_S
    page.ask("getActiveCalls")
    page.ask("handleMessage", message="tick")

    await pass_time(place, LIMIT_S)

    assert page.events[-1] == "LOGOUT_RESULT"


async def test_a_call_keeps_the_session_for_as_long_as_it_lasts() -> None:
    place = house()
    page = await talking(place)
    page.frames.clear()

    await pass_time(place, 10 * LIMIT_S)

    assert page.events == []


async def test_after_the_session_calls_are_not_told_until_the_agent_is_back() -> None:
    place = house()
    page = await place.ready()
    await pass_time(place, LIMIT_S)
    page.frames.clear()
    await place.happens(invited())
    assert page.events == []

    place.desk.logged_in()
    await settled()

    assert page.events == ["LOGIN_RESULT"]
    await place.happens(LegEnded(LEG_A, 487))
    assert page.events == ["LOGIN_RESULT", "HANGUP"]


async def test_a_page_without_a_password_hears_nothing_of_calls_before_the_login() -> None:
    place = house(has_password=False)
    page = place.load()
    assert shows_login(page, page.ask("init", connectorConfig={}))
    await settled()
    await place.happens(invited())
    assert page.events == ["result InitResult"]

    place.office.login.has_password = lambda: True
    place.desk.logged_in()
    await settled()
    await place.happens(LegEnded(LEG_A, 487))

    assert page.events == ["result InitResult", "LOGIN_RESULT", "HANGUP"]


async def test_who_logs_out_in_salesforce_logs_in_again_at_the_login_page() -> None:
    place = house()
    page = await place.ready()
    page.ask("logout")
    await settled()
    await place.happens(invited())
    assert page.events == ["result LogoutResult"]
    again = reloaded(place, page)
    assert shows_login(again, again.ask("init", connectorConfig={}))

    place.desk.logged_in()
    await settled()

    assert again.events == ["result InitResult", "LOGIN_RESULT"]
    third = reloaded(place, again)
    assert not shows_login(third, third.ask("init", connectorConfig={}))


async def test_without_a_login_page_nobody_is_logged_out_for_good() -> None:
    place = house(show_login=False)
    page = await place.ready()
    page.ask("logout")
    await settled()

    await place.happens(invited())

    assert page.events == ["result LogoutResult", "CALL_STARTED"]


async def test_a_login_page_outlives_an_engine_that_starts_again() -> None:
    place = house(has_password=False)
    page = place.load()
    page.ask("init", connectorConfig={})
    await settled()
    place.open()
    place.office.login.has_password = lambda: False
    assert page.welcome
    back = Line(place, page.instance)
    back.hello(session=page.welcome.session)
    await place.happens(invited())
    assert back.events == []

    place.desk.logged_in()
    await settled()

    assert back.events == ["LOGIN_RESULT"]


async def test_after_a_login_page_that_outlived_the_engine_a_merge_is_told_once_the_calls_are_replayed() -> None:
    place = house()
    page = await place.ready()
    place.open()
    place.office.login.has_password = lambda: False
    assert page.welcome
    back = Line(place, page.instance, asked=page.asked)
    back.hello(session=page.welcome.session)
    await place.happens(invited())
    await place.desk_does(Answer())
    await place.happens(LegConnected(LEG_A))
    await place.desk_does(CAROL)
    await place.happens(HoldConfirmed(LEG_A, is_held=True), ProvisionalReceived(LEG_B, 180), LegConnected(LEG_B))
    await place.desk_does(Merge())
    await place.happens(HoldConfirmed(LEG_A, is_held=False))

    place.office.login.has_password = lambda: True
    place.desk.logged_in()
    await settled()
    assert back.events == ["LOGIN_RESULT"]
    back.ask("getActiveCalls")
    await settled()

    assert back.events == ["LOGIN_RESULT", "result ActiveCallsResult", "HOLD_TOGGLE"]
