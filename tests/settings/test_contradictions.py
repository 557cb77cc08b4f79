"""Settings that cannot both be meant are named at the one that a person would mend."""

import pytest

from softphone.settings.checking import check

ACCOUNT = '[[account]]\nname = "a"\nuri = "sip:a@pbx.example.com"\n'
REGISTERED = ACCOUNT + 'registrar = "sip:pbx.example.com"\n'
SUPERVISOR = "[supervision]\nis_supervisor = true\n"


def found(text: str) -> list[tuple[str, str, bool]]:
    problems = check(text, "FILE").problems
    return [(problem.key, problem.text, problem.severity == "error") for problem in problems]


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        (ACCOUNT + 'username = "a"', "account[1].username", "no registrar"),
        (ACCOUNT + 'password_env = "A"', "account[1].password_env", "no registrar"),
        (ACCOUNT + 'transport = "tls"\n[sip]\ntransport = "udp"', "account[1].transport", "not among"),
        (REGISTERED + 'proxy = "sips:x"', "account[1].transport", "asks for tls"),
        (REGISTERED + 'proxy = "sip:x;lr;transport=TCP?x=1"', "account[1].transport", "asks for tcp"),
        (ACCOUNT + "srtp_keying = []", "account[1].srtp_keying", "empty"),
        (ACCOUNT + 'turn = {server = "x:1"}', "account[1].turn", "ice = true"),
        (ACCOUNT + 'registrar = "sip:10.0.0.1:5060"\n[sip]\nbind = "127.0.0.1"', "sip.bind", "cannot be reached"),
        (ACCOUNT + 'proxy = "sip:x@[2001:db8::1]:5"\n[sip]\nbind = "localhost"', "sip.bind", "cannot be reached"),
        ("[rtp]\nports = [5000, 4000]", "rtp.ports", "not a range"),
        ("[rtp]\nports = [0, 4000]", "rtp.ports", "not a range"),
        ("[rtp]\nports = [4000, 4001]", "rtp.ports", "too few for 8 calls"),
        ("[sip]\nport = 5060\n[rtp]\nports = [5000, 5100]", "sip.port", "sound ports"),
        ("[sip]\nport = 17171", "bridge.port", "used by sip.port"),
        ("[sip]\nport = 17170", "bridge.port", "used by sip.port"),
        ("[sip]\nport = 65535", "sip.port", "there is none"),
        ('[sip]\ntrusted = ["10.0.0.0/33"]', "sip.trusted[1]", "no IP address"),
        ('[sip]\ntrusted = ["x", "10.0.0.256"]', "sip.trusted[2]", "no IP address"),
        ('[bridge]\nparents = ["http://a.example.com"]', "bridge.parents[1]", "must be https"),
        ('[bridge]\npages = ["https://a.example.com:70000"]', "bridge.pages[1]", "no port"),
        ("[sip]\nretry_first_s = 50\nretry_most_s = 10", "sip.retry_first_s", "more than"),
        ('[sip]\nbind = "10.0.0.1"\nip_version = "6"', "sip.bind", "no address of IPv6"),
        ('[dial]\nnumber = "sip:{nr}@x"', "dial.number", "{nr} cannot be filled in"),
        ('[calls]\npick_up_code = "*8{}"', "calls.pick_up_code", "{} cannot be filled in"),
        ('[[dial.rules]]\nmatch = "(9"\ndial = "1"', "dial.rules[1].match", "no regular expression"),
        ('[[dial.rules]]\nmatch = "9.*"\ndial = "\\\\1"', "dial.rules[1].dial", "does not fit"),
        (SUPERVISOR, "supervision.is_supervisor", 'way is "off"'),
        (SUPERVISOR + 'way = "agent"', "supervision.target", "missing"),
        ('[supervision]\nbarge_digits = "4"', "supervision.barge_digits", "listen_digits"),
        ("[supervision]\nhosts = true", "supervision.hosts", "supervisors is empty"),
        ('[connector]\nselected_phone = "SOFT_PHONE"', "connector.selected_phone", "not among"),
        ('[agent]\nnumber = "1"\n[connector]\nnumbers = ["2"]', "agent.number", "not among"),
        ('[agent]\nqueue_pause = "*47"', "agent.queue_pause", "queue_unpause"),
        ('[agent]\nqueue_logout = "*46"', "agent.queue_logout", "queue_login"),
        ('[desk]\nmute_key = "ctrl+alt+a"', "desk.mute_key", "answer_key"),
    ],
)
def test_what_does_not_fit_together_is_named(text: str, key: str, words: str) -> None:
    ((found_key, said, is_error),) = found(text)

    assert found_key == key
    assert words in said
    assert is_error


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (ACCOUNT + 'srtp = "mandatory"\nsrtp_keying = ["sdes"]', "account[1].srtp"),
        (ACCOUNT + 'ca_file = "x"', "account[1].ca_file"),
        (ACCOUNT + 'transport = "tls"\nverify = false', "account[1].verify"),
        ('[sip]\ntrusted = ["0.0.0.0/0"]', "sip.trusted[1]"),
        ('[calls]\nauto_answer = ["::/0"]', "calls.auto_answer[1]"),
        ("[connector]\nsession_timeout_min = 30", "connector.session_timeout_min"),
        ("[audio]\nvoice_detection = true\n[recording]\nenabled = true", "audio.voice_detection"),
        (SUPERVISOR + 'way = "pbx"\ntarget = "sip:spy-{agent}@{domain}"', "supervision.target"),
    ],
)
def test_what_is_only_unwise_is_a_notice(text: str, key: str) -> None:
    checked = check(text, "FILE")

    assert [(problem.key, problem.severity) for problem in checked.problems] == [(key, "notice")]
    assert checked.settings is not None
    assert "notice: " in str(checked.problems[0])


@pytest.mark.parametrize(
    "text",
    [
        REGISTERED + 'username = "a"\npassword_env = "A"',
        ACCOUNT + 'registrar = "sip:127.0.0.1"\n[sip]\nbind = "127.0.0.1"\ntransport = "udp"',
        ACCOUNT + 'registrar = "sips:localhost"\ntransport = "tls"\n[sip]\nbind = "::1"',
        ACCOUNT + 'srtp = "off"\nsrtp_keying = []',
        ACCOUNT + 'ice = true\nturn = {server = "x:1"}',
        ACCOUNT + 'srtp = "mandatory"\nsrtp_keying = ["sdes"]\ntransport = "tls"',
        "[rtp]\nports = [4000, 4999]\n[sip]\nport = 5060",
        '[rtp]\nports = [5000, 5999]\n[sip]\nport = 5060\ntransport = "tls"',
        '[sip]\nport = 17171\ntransport = "udp"',
        '[sip]\nport = 17170\ntransport = ["udp", "tcp"]',
        '[sip]\ntrusted = ["10.0.0.0/8", "::1", "pbx.example.com"]',
        '[bridge]\nparents = ["http://127.0.0.1:*", "http://[::1]", "http://localhost:5", "https://x.example.com:*"]',
        '[sip]\nbind = "::1"\nip_version = "6"',
        '[[dial.rules]]\nmatch = "0(.*)"\ndial = "+49\\\\1"',
        '[dial]\nflow = "sip:{name}@{domain}"',
        SUPERVISOR + 'way = "pbx"\ntarget = "sip:spy@{domain}"',
        SUPERVISOR + 'way = "pbx"\nswitch_by = "targets"\n'
        'listen_target = "sip:l"\nwhisper_target = "sip:w"\nbarge_target = "sip:b"',
        '[supervision]\nswitch_by = "info"\nbarge_digits = "4"',
        '[supervision]\nhosts = true\nsupervisors = ["sip:boss@x"]',
        '[agent]\nqueue_pause = "*47"\nqueue_unpause = "*48"\nnumber = "1"\n[connector]\nnumbers = ["1"]',
        '[desk]\nmute_key = ""\nanswer_key = ""',
        "[audio]\nvoice_detection = true",
        "[connector]\nshow_login = true\nsession_timeout_min = 0.5",
    ],
)
def test_what_fits_together_is_left_in_peace(text: str) -> None:
    assert found(text) == []


def test_a_mistake_does_not_cause_a_second_complaint() -> None:
    text = ACCOUNT + 'username = "a"\nregistrar = "pbx"'

    assert [key for key, _, _ in found(text)] == ["account[1].registrar"]


def test_a_missing_value_does_not_hide_what_else_is_missing() -> None:
    text = '[[account]]\nname = "a"\nusername = "u"\n[[account]]\nuri = "sip:b@x"\n[[dial.rules]]\n'

    assert [key for key, _, _ in found(text)] == [
        "account[1].uri",
        "account[1].username",
        "account[2].name",
        "dial.rules[1].match",
        "dial.rules[1].dial",
    ]


def test_a_contradiction_is_reported_where_somebody_wrote_it() -> None:
    (problem,) = check("\n[sip]\nport = 17171", "FILE").problems

    assert (problem.key, problem.line) == ("bridge.port", 3)
