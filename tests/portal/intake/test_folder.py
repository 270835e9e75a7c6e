"""A watched folder: whole files alone, in their order, never deleted, the answer beside what failed."""

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.transport.folder import Folder, FolderError, media_type_of
from portal.transport.line import FHIR, HL7V2, NDJSON, Line
from tests.support.intake_sender import Person, oru
from tests.support.small_portal import Heard, Said, SmallPortal, acknowledged, small_portal

BUNDLE = b'{"resourceType": "Bundle", "type": "collection"}'
GOOD = b'{"resourceType":"OperationOutcome","issue":[{"severity":"information","code":"informational"}]}'
BAD = b'{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"structure"}]}'


@pytest.fixture
def portal() -> Iterator[SmallPortal]:
    with small_portal() as made:
        yield made


@pytest.fixture
def folder(portal: SmallPortal, tmp_path: Path) -> Iterator[Folder]:
    token = tmp_path / "token"
    token.write_text("pcm_x")
    (tmp_path / "in").mkdir()
    made = Folder(tmp_path / "in", Line(portal.url, token, channel="folder"))
    made.prepare()
    yield made
    made.line.close()


def put(folder: Folder, name: str, content: bytes, at: int = 1_700_000_000) -> Path:
    path = folder.path / name
    path.write_bytes(content)
    os.utime(path, (at, at))
    return path


def look(folder: Folder, times: int = 2) -> float:
    """Look as often, and give what the last look wants to wait."""
    wait_s = 0.0
    for _ in range(times):
        wait_s = folder.look(lambda: False)
    return wait_s


def names(folder: Folder, below: str) -> list[str]:
    return sorted(path.name for path in (folder.path / below).iterdir())


def test_a_whole_file_is_brought_and_moved(portal, folder):
    put(folder, "a.hl7", oru(1))
    look(folder, 1)
    assert portal.heard == []  # it may still be written
    look(folder, 1)
    (heard,) = portal.heard
    assert heard.body == oru(1)
    assert heard.headers["Intake-Channel"] == "folder"
    assert names(folder, "done") == ["a.hl7"]
    assert (folder.path / "done" / "a.hl7").read_bytes() == oru(1)
    look(folder)
    assert len(portal.heard) == 1


def test_a_file_that_grows_is_waited_for(portal, folder):
    half = put(folder, "a.hl7", oru(1)[:50])
    look(folder, 1)
    half.write_bytes(oru(1))
    look(folder, 1)
    assert portal.heard == []
    look(folder, 1)
    assert portal.bodies() == [oru(1)]


def test_a_file_that_another_replaced_is_waited_for(portal, folder):
    """Same name, size and time, and another file all the same."""
    put(folder, "a.hl7", oru(1))
    look(folder, 1)
    put(folder, "b.tmp", oru(2)).rename(folder.path / "a.hl7")
    look(folder, 1)
    assert portal.heard == []
    look(folder, 1)
    assert portal.bodies() == [oru(2)]


def test_a_file_that_becomes_a_link_while_it_waits_is_not_followed(
    portal, folder, tmp_path, log_lines
):
    """The first look's order: what waits behind another may be swapped meanwhile."""
    put(folder, "a.hl7", oru(1), 1)
    waiting = put(folder, "b.hl7", oru(2), 2)
    grown = put(folder, "c.hl7", oru(3), 3)
    put(folder, "d.hl7", oru(4), 4)
    (tmp_path / "secret").write_bytes(b"MSH|secret")

    def swap(_heard: Heard) -> Said:
        if len(portal.heard) == 1:
            waiting.unlink()
            waiting.symlink_to(tmp_path / "secret")
            grown.write_bytes(oru(3) + b"NTE|1||more\r")
        return Said()

    portal.always = swap
    look(folder)
    assert portal.bodies() == [oru(1), oru(4)]
    assert unreadable(log_lines) == [1]
    look(folder)
    assert portal.bodies() == [oru(1), oru(4), oru(3) + b"NTE|1||more\r"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_can_not_be_read_is_said_once_and_holds_up_nobody(portal, folder, log_lines):
    put(folder, "a.hl7", oru(1), 1).chmod(0)
    put(folder, "b.hl7", oru(2), 2)
    look(folder, 4)
    assert portal.bodies() == [oru(2)]
    assert unreadable(log_lines) == [1]


def unreadable(log_lines) -> list[int]:
    return [line["count"] for line in log_lines.of("folder.unreadable")]


@pytest.mark.parametrize("name", [".a.hl7", "a.tmp", "a.hl7.part", "A.PARTIAL", "a.hl7~"])
def test_what_has_no_final_name_is_left_alone(portal, folder, name):
    path = put(folder, name, oru(1))
    look(folder, 3)
    assert portal.heard == []
    assert path.exists()


def test_only_plain_files_of_the_folder_itself(portal, folder, tmp_path):
    secret = tmp_path / "secret"
    secret.write_bytes(oru(1))
    (folder.path / "link.hl7").symlink_to(secret)
    os.mkfifo(folder.path / "pipe.hl7")
    (folder.path / "more").mkdir()
    (folder.path / "more" / "b.hl7").write_bytes(oru(2))
    look(folder, 3)
    assert portal.heard == []


def test_the_oldest_goes_first(portal, folder):
    for name, order, at in [("a", 3, 300), ("b", 1, 100), ("c", 2, 200), ("d", 4, 300)]:
        put(folder, name, oru(order), at)
    look(folder)
    assert portal.bodies() == [oru(1), oru(2), oru(3), oru(4)]


def test_while_the_portal_is_away_nothing_moves_and_nothing_overtakes(portal, folder):
    for order in (1, 2, 3):
        put(folder, f"{order}.hl7", oru(order), order)
    portal.script += [Said(), Said(503, b"", {"Retry-After": "7"})]
    assert look(folder) == 7
    assert portal.bodies() == [oru(1), oru(2)]
    assert names(folder, "done") == ["1.hl7"]
    assert look(folder, 1) == 0
    assert portal.bodies() == [oru(1), oru(2), oru(2), oru(3)]
    assert names(folder, "done") == ["1.hl7", "2.hl7", "3.hl7"]


@pytest.mark.parametrize("status", [401, 403])
def test_without_the_right_files_stay_where_they_are(portal, folder, status):
    put(folder, "a.hl7", oru(1))
    portal.script.append(Said(status, b"{}"))
    assert look(folder) > 0
    assert names(folder, "done") == names(folder, "failed") == []
    look(folder, 1)
    assert names(folder, "done") == ["a.hl7"]


def test_a_file_at_which_the_portal_fails_does_not_hold_up_the_others(portal, folder):
    put(folder, "a.hl7", oru(1), 1)
    put(folder, "b.hl7", oru(2), 2)
    portal.always = lambda heard: Said(500, b"{}") if heard.body == oru(1) else Said()
    look(folder, 3)
    assert names(folder, "done") == []
    look(folder, 2)
    assert names(folder, "done") == ["b.hl7"]
    assert (folder.path / "a.hl7").exists()
    portal.always = lambda _heard: Said()
    look(folder, 1)
    assert names(folder, "done") == ["a.hl7", "b.hl7"]


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (oru(1), Said(body=acknowledged(oru(1), "AE", 100))),
        (oru(1), Said(body=acknowledged(oru(1), "AR", 200))),
        (oru(1), Said(body=acknowledged(oru(1)) + acknowledged(oru(2), "AE", 100))),  # a batch
        (oru(1), Said(body=acknowledged(oru(1), "AE", 100).decode().encode("utf-16"))),
        (BUNDLE, Said(200, BAD)),
        (BUNDLE, Said(422, BAD)),
        (BUNDLE, Said(413, b'{"title":"too large"}')),
    ],
)
def test_what_is_not_taken_goes_to_failed_with_the_answer(portal, folder, content, answer):
    portal.script.append(answer)
    put(folder, "a.txt", content)
    look(folder)
    assert names(folder, "failed") == ["a.txt", "a.txt.ack"]
    assert (folder.path / "failed" / "a.txt").read_bytes() == content
    assert (folder.path / "failed" / "a.txt.ack").read_bytes() == answer.body
    assert names(folder, "done") == []


def test_fhir_that_was_taken_is_done(portal, folder):
    portal.script.append(Said(201, GOOD))
    put(folder, "a.json", BUNDLE)
    look(folder)
    assert names(folder, "done") == ["a.json"]
    assert portal.heard[0].path == "/v1/intake/fhir"
    assert portal.heard[0].headers["Content-Type"] == FHIR


def test_names_that_are_taken_get_a_number(portal, folder):
    for content in (oru(1), oru(2), oru(3)):
        put(folder, "a.hl7", content)
        look(folder)
    assert names(folder, "done") == ["a-2.hl7", "a-3.hl7", "a.hl7"]
    assert (folder.path / "done" / "a.hl7").read_bytes() == oru(1)
    assert (folder.path / "done" / "a-3.hl7").read_bytes() == oru(3)
    # an answer that lies there is nobody else's
    put(folder, "failed/b.hl7.ack", b"kept")
    portal.script.append(Said(413, b"{}"))
    put(folder, "b.hl7", oru(4))
    look(folder)
    assert (folder.path / "failed" / "b.hl7.ack").read_bytes() == b"kept"
    assert names(folder, "failed") == ["b-2.hl7", "b-2.hl7.ack", "b.hl7.ack"]


def test_a_kill_between_the_post_and_the_move_leads_to_a_repeat(portal, folder, tmp_path):
    """The next process finds the file and brings it again; the portal knows it by its content."""
    put(folder, "a.hl7", oru(1))
    portal.always = lambda _heard: Said()
    folder.line.post(HL7V2, oru(1))  # as the first process did before it was killed
    after = Folder(folder.path, Line(portal.url, tmp_path / "token", channel="folder"))
    after.prepare()
    look(after)
    after.line.close()
    assert portal.bodies() == [oru(1), oru(1)]
    assert names(after, "done") == ["a.hl7"]


def test_what_can_not_be_moved_is_not_brought_again_and_again(portal, folder, log_lines):
    path = put(folder, "a.hl7", oru(1))
    done = folder.path / "done"
    done.rmdir()
    done.symlink_to("nowhere")  # stands for a missing right, which root always has
    look(folder, 4)
    assert portal.bodies() == [oru(1)]
    assert path.exists()
    assert "folder.not_moved" in log_lines.text
    done.unlink()
    done.mkdir()
    look(folder, 1)
    assert portal.bodies() == [oru(1)]
    assert names(folder, "done") == ["a.hl7"]


def test_empty_ones_are_waited_for_and_too_large_ones_never_sent(portal, folder):
    put(folder, "old.hl7", b"", 1_000_000)
    (folder.path / "new.hl7").touch()
    large = put(folder, "large.hl7", b"")
    os.truncate(large, 16 * 1024 * 1024 + 1)
    look(folder)
    assert portal.heard == []
    assert names(folder, "failed") == ["large.hl7", "large.hl7.ack", "old.hl7", "old.hl7.ack"]
    assert b"16 MiB" in (folder.path / "failed" / "large.hl7.ack").read_bytes()
    assert (folder.path / "new.hl7").exists()


def test_folders_and_answers_are_this_users_alone(portal, folder):
    portal.script.append(Said(413, b"{}"))
    put(folder, "a.hl7", oru(1))
    look(folder)
    assert stat.S_IMODE((folder.path / "done").stat().st_mode) == 0o700
    assert stat.S_IMODE((folder.path / "failed").stat().st_mode) == 0o700
    assert stat.S_IMODE((folder.path / "failed" / "a.hl7.ack").stat().st_mode) == 0o600


def test_a_folder_that_is_none_is_said(portal, folder, tmp_path):
    with pytest.raises(FolderError, match="there is no folder"):
        Folder(tmp_path / "nowhere", folder.line).prepare()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "failed").write_bytes(b"")
    with pytest.raises(FolderError, match="can not be made: file exists"):
        Folder(tmp_path / "other", folder.line).prepare()


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (oru(1), HL7V2),
        (b"\x0b" + oru(1) + b"\x1c\r", HL7V2),
        (b"\xef\xbb\xbf" + oru(1), HL7V2),
        (oru(1).decode().encode("utf-16"), HL7V2),
        (b"anything else", HL7V2),
        (BUNDLE, FHIR),
        (b"\xef\xbb\xbf\r\n  " + BUNDLE, FHIR),
        (b'{\n"resourceType": "Bundle",\n"type": "collection"}\n', FHIR),
        (BUNDLE + b"\n", FHIR),
        (BUNDLE + b"\n" + BUNDLE + b"\n", NDJSON),
        (b"[" + BUNDLE + b"]", FHIR),
        (BUNDLE.decode().encode("utf-16"), FHIR),
    ],
)
def test_what_a_file_holds_is_told_by_its_content(content, media_type):
    assert media_type_of(content) == media_type


def test_the_log_has_no_names_of_files_and_no_byte_of_them(portal, folder, log_lines):
    put(folder, "Quorlsworth_19331224.hl7", oru(1, person=Person(family="Quorlsworth")))
    portal.script.append(Said(body=acknowledged(oru(1), "AE", 100)))
    look(folder)
    (line,) = log_lines.of("folder.file")
    assert "Quorlsworth" not in json.dumps(log_lines.now())
    assert (line["control_id"], line["outcome"]) == ("A000001F", "AE")
