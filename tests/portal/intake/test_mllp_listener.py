"""The listener against a tiny portal over HTTP: nobody is told AA unless the portal said so."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.transport.connection import Limits
from tests.support.intake_sender import Person, Sender, oru, said
from tests.support.mllp_listener import TOKEN, Listening, listening
from tests.support.small_portal import Said, SmallPortal, acknowledged, small_portal
from tests.support.until import until_in_thread

CANARY = Person(family="Quorlsworth", number="9981-4477", birth_date="19331224")


@pytest.fixture
def portal() -> Iterator[SmallPortal]:
    with small_portal() as made:
        yield made


@pytest.fixture
def mllp(portal: SmallPortal, tmp_path: Path) -> Iterator[Listening]:
    with listening(portal.url, tmp_path / "token") as made:
        yield made


def test_a_message_is_posted_as_it_is_and_the_portals_answer_is_passed_on(portal, mllp):
    answer = acknowledged(oru(1), "AE", 100)
    portal.script.append(Said(body=answer))
    with Sender(mllp.address) as sender:
        sender.send(oru(1))
        assert sender.answer() == answer
    (heard,) = portal.heard
    assert heard.path == "/v1/intake/hl7v2"
    assert heard.body == oru(1)
    assert heard.headers["Authorization"] == f"Bearer {TOKEN}"
    assert heard.headers["Content-Type"] == "application/hl7-v2"
    assert heard.headers["Intake-Channel"] == "mllp"


def test_several_in_one_write_and_one_in_many_are_answered_in_order(portal, mllp):
    messages = [oru(number) for number in range(5)]
    with Sender(mllp.address) as sender:
        sender.raw(b"".join(b"\x0b" + one + b"\x1c\r" for one in messages[:3]))
        assert [said(sender.answer())[1] for _ in range(3)] == [
            f"A00000{number}F" for number in range(3)
        ]
        for byte in b"\r\n\x0b" + messages[3] + b"\x1c":  # its last byte never comes
            sender.raw(bytes((byte,)))
        assert said(sender.answer()) == ("AA", "A000003F")
        assert sender.ask(messages[4]) == ("AA", "A000004F")
    assert portal.bodies() == messages
    assert len({one.connection for one in portal.heard}) <= 5  # connections are kept, one a thread


def test_the_next_of_a_connection_waits_for_the_answer_to_the_one_before(portal, mllp):
    go_on = threading.Event()
    portal.script.append(Said(after=go_on))
    with Sender(mllp.address) as sender, Sender(mllp.address) as other:
        sender.send(oru(1))
        sender.send(oru(2))
        until_in_thread(lambda: portal.heard, what="the first is under way")
        assert other.ask(oru(3, run="B")) == ("AA", "B000003F")  # others go on meanwhile
        assert oru(2) not in portal.bodies()
        go_on.set()
        assert said(sender.answer())[1] == "A000001F"
        assert said(sender.answer())[1] == "A000002F"


def test_a_busy_portal_is_asked_again_and_the_sender_sees_one_answer(portal, mllp):
    portal.script += [
        Said(503, b"", {"Retry-After": "0"}),
        Said(429, b"{}"),
        Said(500, b"{}"),
        Said(200, b"<html>sign in</html>", marked=False),
    ]
    with Sender(mllp.address) as sender:
        assert sender.ask(oru(1)) == ("AA", "A000001F")
        assert sender.ask(oru(2)) == ("AA", "A000002F")
    assert portal.bodies() == [oru(1)] * 5 + [oru(2)]


@pytest.mark.parametrize(
    "answer",
    [
        Said(503, acknowledged(oru(1), "AE", 207)),
        Said(200, acknowledged(oru(1)), marked=False),  # somebody else's "AA" is nobody's
        Said(302, b"", {"Location": "/elsewhere"}, marked=False),
        Said(200, b"", {"Content-Length": "100"}),  # breaks off
    ],
    ids=["busy", "not the portal", "sent elsewhere", "broken off"],
)
def test_after_its_patience_the_sender_is_told_to_send_again(portal, tmp_path, answer):
    portal.always = lambda _heard: answer
    with (
        listening(portal.url, tmp_path / "token", patience_s=0.4) as mllp,
        Sender(mllp.address) as sender,
    ):
        sender.send(oru(1))
        told = sender.answer()
        assert said(told) == ("AE", "A000001F")
        assert b"|207^Application internal error^HL70357|E" in told
        assert len(portal.heard) >= 2
        portal.always = lambda _heard: Said()
        assert sender.ask(oru(1)) == ("AA", "A000001F")  # on the same connection


def test_a_portal_that_thinks_too_long_does_not_outlast_the_patience(portal, tmp_path):
    go_on = threading.Event()
    portal.always = lambda _heard: Said(after=go_on)
    with (
        listening(portal.url, tmp_path / "token", patience_s=0.6) as mllp,
        Sender(mllp.address) as sender,
    ):
        assert sender.ask(oru(1)) == ("AE", "A000001F")
        go_on.set()


def test_a_portal_that_is_not_there_is_found_when_it_comes(tmp_path):
    with small_portal() as first:
        port = int(first.url.rpartition(":")[2])
    with (
        listening(f"http://127.0.0.1:{port}", tmp_path / "token", patience_s=20) as mllp,
        Sender(mllp.address) as sender,
    ):
        sender.send(oru(1))
        with small_portal(port):
            assert said(sender.answer()) == ("AA", "A000001F")


@pytest.mark.parametrize("status", [401, 403, 413, 415])
def test_what_waiting_does_not_mend_is_answered_at_once(portal, tmp_path, log_lines, status):
    portal.script.append(Said(status, b"{}"))
    token = tmp_path / "token"
    with listening(portal.url, token) as mllp, Sender(mllp.address) as sender:
        assert sender.ask(oru(1)) == ("AE", "A000001F")
        assert len(portal.heard) == 1
        token.write_text("pcm_the-new-one")
        assert sender.ask(oru(1)) == ("AA", "A000001F")
    assert portal.heard[1].headers["Authorization"] == "Bearer pcm_the-new-one"
    line = log_lines.until(lambda one: one.get("status") == status, "it is told")
    assert line["level"] == "error"


def test_a_token_that_is_gone_is_said_and_does_not_end_it(portal, mllp, tmp_path, log_lines):
    (tmp_path / "token").unlink()
    with Sender(mllp.address) as sender:
        assert sender.ask(oru(1)) == ("AE", "A000001F")
    assert portal.heard == []
    log_lines.until(lambda line: line.get("reason") == "no_token", "it is told")


def test_the_environment_decides_nothing(portal, tmp_path, monkeypatch):
    with small_portal() as thief:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, thief.url)
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.setenv(name, "")
        netrc = tmp_path / "netrc"
        netrc.write_text("machine 127.0.0.1 login somebody password else\n")
        netrc.chmod(0o600)
        monkeypatch.setenv("NETRC", str(netrc))
        with listening(portal.url, tmp_path / "token") as mllp, Sender(mllp.address) as sender:
            assert sender.ask(oru(1)) == ("AA", "A000001F")
        assert thief.heard == []
    assert portal.heard[0].headers["Authorization"] == f"Bearer {TOKEN}"


def test_too_large_is_refused_and_the_answer_arrives(portal, tmp_path):
    limits = Limits(largest=100_000)
    with (
        listening(portal.url, tmp_path / "token", limits=limits) as mllp,
        Sender(mllp.address) as sender,
    ):
        sender.raw(b"\x0b" + oru(1) + b"NTE|1||" + b"x" * 3_000_000)  # and no end to it
        assert said(sender.answer()) == ("AE", "A000001F")
        assert sender.at_end()
    assert portal.heard == []


def test_many_large_ones_at_once_are_refused_and_one_of_them_is_taken(portal, tmp_path):
    """What all have begun together is bounded, whatever the number of connections."""
    limits = Limits(together=1_000_000)
    filler = b"NTE|1||" + b"x" * 600_000 + b"\r"
    with (
        listening(portal.url, tmp_path / "token", limits=limits) as mllp,
        Sender(mllp.address) as one,
        Sender(mllp.address) as two,
    ):
        one.raw(b"\x0b" + oru(1) + filler)
        two.raw(b"\x0b" + oru(2) + filler)
        told = two if two.has_answer(0.5) else one
        code, control_id = said(told.answer())
        assert code == "AE"
        assert told.at_end()
        other = one if told is two else two
        other.raw(b"\x1c\r")
        assert said(other.answer())[0] == "AA"
        # the room is free again
        assert other.ask(oru(3) + filler) == ("AA", "A000003F")
    assert oru(int(control_id[1:7])) + filler not in portal.bodies()


def test_what_does_not_end_is_refused_after_a_while(portal, tmp_path):
    limits = Limits(pause_s=0.2)
    with (
        listening(portal.url, tmp_path / "token", limits=limits) as mllp,
        Sender(mllp.address) as sender,
    ):
        assert sender.ask(oru(1)) == ("AA", "A000001F")
        sender.raw(b"\x0b" + oru(2))
        assert said(sender.answer()) == ("AE", "A000002F")
        assert sender.at_end()
    assert portal.bodies() == [oru(1)]


def test_a_trickle_is_no_message(portal, tmp_path):
    limits = Limits(pause_s=5, message_s=0.3)
    with (
        listening(portal.url, tmp_path / "token", limits=limits) as mllp,
        Sender(mllp.address) as sender,
    ):
        sender.raw(b"\x0b" + oru(2)[:-40])
        pause = threading.Event()
        for byte in oru(2)[-40:]:
            pause.wait(0.02)
            try:
                sender.raw(bytes((byte,)))
            except OSError:
                break
        assert said(sender.answer())[0] == "AE"
    assert portal.heard == []


def test_an_empty_frame_is_passed_over(portal, tmp_path):
    limits = Limits(rest_s=0.01)
    with (
        listening(portal.url, tmp_path / "token", limits=limits) as mllp,
        Sender(mllp.address) as sender,
    ):
        sender.raw(b"\x0b\x1c")
        assert not sender.has_answer(0.1)
        assert sender.ask(oru(1)) == ("AA", "A000001F")
    assert portal.bodies() == [oru(1)]


def test_a_half_closed_connection_gets_its_answers(portal, mllp):
    with Sender(mllp.address) as sender:
        sender.send(oru(1))
        sender.raw(b"\x0b" + oru(2) + b"\x1c")
        sender.half_close()
        assert said(sender.answer()) == ("AA", "A000001F")
        assert said(sender.answer()) == ("AA", "A000002F")
        assert sender.at_end()


def test_a_sender_that_goes_in_the_middle_leaves_nothing_behind(portal, mllp, log_lines):
    with Sender(mllp.address) as sender:
        sender.ask(oru(1))
        sender.raw(b"\x0b" + oru(2)[:50])
    until_in_thread(lambda: mllp.count == 0, what="it noticed")
    assert portal.bodies() == [oru(1)]
    log_lines.until(lambda line: line["event"] == "mllp.unfinished", "it is told")


def test_many_idle_connections_keep_nobody_from_sending(portal, mllp):
    idle = [Sender(mllp.address) for _ in range(300)]
    try:
        until_in_thread(lambda: mllp.count == 300, what="all are in")
        with Sender(mllp.address) as sender:
            assert sender.ask(oru(1)) == ("AA", "A000001F")
        assert idle[137].ask(oru(2)) == ("AA", "A000002F")
    finally:
        for one in idle:
            one.close()
    until_in_thread(lambda: mllp.count == 0, what="all have gone")


def test_one_connection_too_many_is_turned_away(portal, tmp_path):
    with (
        listening(portal.url, tmp_path / "token", most=2) as mllp,
        Sender(mllp.address) as one,
        Sender(mllp.address) as two,
    ):
        until_in_thread(lambda: mllp.count == 2, what="both are in")
        with Sender(mllp.address) as three, pytest.raises((EOFError, ConnectionError)):
            three.ask(oru(3))
        assert one.ask(oru(1))[0] == two.ask(oru(2))[0] == "AA"


def test_a_sender_that_wants_no_answers_gets_none(portal, mllp):
    """HL7 table 0155: MSH-15 and MSH-16 NE."""
    silent = oru(1).replace(b"|P|2.5.1\r", b"|P|2.5.1|||NE|NE\r")
    portal.script.append(Said(body=b""))
    with Sender(mllp.address) as sender:
        sender.send(silent)
        assert sender.ask(oru(2)) == ("AA", "A000002F")
        portal.script.append(Said(403, b"{}"))
        sender.send(silent)
        assert sender.at_end()  # the one way to tell it that this was not taken


def test_the_log_tells_control_id_size_and_outcome_and_no_byte_of_a_message(
    portal, mllp, log_lines
):
    portal.script += [Said(), Said(401, b"{}")]
    with Sender(mllp.address) as sender:
        sender.ask(oru(1, person=CANARY))
        sender.ask(oru(2, person=CANARY))
        sender.raw(b"Quorlsworth\x0b" + oru(3, person=CANARY)[:100])
    until_in_thread(lambda: mllp.count == 0, what="it noticed")
    log_lines.until(lambda line: line["event"] == "mllp.unfinished", "it is told")
    written = json.dumps(log_lines.now())
    for secret in (CANARY.family, CANARY.number, CANARY.birth_date, "Potassium", TOKEN):
        assert secret not in written
    good, bad = log_lines.of("mllp.message")
    assert (good["control_id"], good["outcome"]) == ("A000001F", "AA")
    assert good["bytes"] == len(oru(1, person=CANARY))
    assert (bad["control_id"], bad["outcome"]) == ("A000002F", "denied")


def test_at_the_end_what_is_under_way_is_finished(portal, tmp_path):
    go_on = threading.Event()
    portal.script.append(Said(after=go_on))
    with (
        listening(portal.url, tmp_path / "token") as mllp,
        Sender(mllp.address) as idle,
        Sender(mllp.address) as sender,
    ):
        sender.send(oru(1))
        until_in_thread(lambda: portal.heard, what="it is under way")
        mllp.end()
        assert idle.at_end()  # which had nothing under way
        with pytest.raises(OSError), Sender(mllp.address) as late:  # noqa: PT011 - refused or reset
            late.ask(oru(2))
        go_on.set()
        assert said(sender.answer()) == ("AA", "A000001F")
        assert sender.at_end()
