"""Where messages begin and end on a connection, however the bytes arrive."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.transport.framing import Frames, TooLargeError, framed

A = b"MSH|^~\\&|LAB|A\rPID|1\r"
B = b"MSH|^~\\&|LAB|B\rPID|2\r"


def frames(*arrived: bytes, largest: int = 1000) -> tuple[list[bytes], Frames]:
    """What is given while the bytes arrive, and once nothing more does."""
    made = Frames(largest)
    given_ = []
    for piece in arrived:
        made.feed(piece)
        while (message := made.take()) is not None:
            given_.append(message)
    while (message := made.take(at_rest=True)) is not None:
        given_.append(message)
    return given_, made


@settings(max_examples=150, deadline=None)
@given(
    cuts=st.lists(st.integers(0, 200), max_size=12),
    end=st.sampled_from([b"\x1c\r", b"\x1c", b"\x1c\n"]),
    noise=st.sampled_from([b"", b"\r\n", b"\rnoise"]),
)
def test_pieces_do_not_matter(cuts: list[int], end: bytes, noise: bytes) -> None:
    """One message over many reads, several in one: the same messages in the same order."""
    stream = noise.join(b"\x0b" + one + end for one in (A, B, A, B))
    at = [0, *sorted(cut % len(stream) for cut in cuts), len(stream)]
    given_, made = frames(*(stream[i:j] for i, j in pairwise(at)))
    assert given_ == [A, B, A, B]
    assert made.stray == 3 * len(noise.strip())


@pytest.mark.parametrize("after", [b"\r", b"\n", b"\r\n", b"\r\x1c\r", b""])
def test_what_follows_the_end_mark(after: bytes) -> None:
    given_, made = frames(b"\x0b" + A + b"\x1c" + after, b"\x0b" + B + b"\x1c\r")
    assert given_ == [A, B]
    assert made.stray == 0


def test_a_missing_last_byte_is_waited_for_and_then_done_without() -> None:
    made = Frames()
    made.feed(b"\x0b" + A + b"\x1c")
    assert made.take() is None
    assert made.perhaps_ended
    assert made.take(at_rest=True) == A
    made.feed(b"\r\x0b" + B + b"\x1c\r")  # the byte came late
    assert made.take() == B
    assert made.stray == 0


def test_the_end_mark_within_a_text_is_text() -> None:
    """In UTF-16 every byte may be part of a character."""
    message = "MSH|^~\\&|\u1c41\u1c0b\u0b1c\r".encode("utf-16")
    assert frames(framed(message))[0] == [message]


def test_garbage_between_frames_is_counted_and_in_no_message() -> None:
    given_, made = frames(b"hello\r\n" + framed(A) + b"\r\n\r\nxyz" + framed(B) + b"tail")
    assert given_ == [A, B]
    assert made.stray == len(b"helloxyztail")


def test_what_was_begun_and_never_ended_joins_no_other() -> None:
    """Half a result before a whole one: no value of the first may end up in the second."""
    given_, made = frames(b"\x0b" + A[:10], framed(B))
    assert given_ == [B]
    assert made.unfinished == 1
    assert frames(b"\x0b\x0b\x0b" + B + b"\x1c\r")[0] == [B]


def test_an_empty_frame_is_none() -> None:
    assert frames(b"\x0b\x1c\r" + framed(A))[0] == [A]


@pytest.mark.parametrize("ended", [False, True])
def test_too_large_is_noticed_with_and_without_an_end(ended: bool) -> None:
    with pytest.raises(TooLargeError) as caught:
        frames(b"\x0b" + A + b"x" * 1000 + (b"\x1c\r" if ended else b""), largest=1000)
    assert caught.value.beginning.startswith(A)


def test_exactly_the_largest_is_taken() -> None:
    message = A.ljust(1000, b"x")
    assert frames(framed(message), largest=1000)[0] == [message]
    with pytest.raises(TooLargeError):
        frames(framed(message + b"x"), largest=1000)


def test_a_large_message_in_small_pieces_is_searched_once() -> None:
    """Time in proportion to the bytes: 4 MiB in 1 KiB pieces would take minutes otherwise."""
    made = Frames()
    message = b"MSH|" + b"x" * (4 << 20)
    stream = framed(message)
    for at in range(0, len(stream), 1024):
        made.feed(stream[at : at + 1024])
        found = made.take()
    assert found == message
