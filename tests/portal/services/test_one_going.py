"""Work that waits for the same thing goes together, in order, and nobody is left waiting."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from portal.services import one_going
from portal.services.one_going import OneGoing
from tests.support.until import until_in_thread as until


class Ferry:
    """Carries numbers; the first crossing waits until it is told to go."""

    def __init__(self, fits=lambda _before, _one: True):
        self.crossings, self.at_once = [], 0
        self.may_go, self.is_under_way = threading.Event(), threading.Event()
        self.going = OneGoing(self._cross, fits)

    def _cross(self, numbers):
        self.at_once += 1
        assert self.at_once == 1, "two at once"
        self.is_under_way.set()
        assert self.may_go.wait(10)
        self.crossings.append(list(numbers))
        self.at_once -= 1
        if 13 in numbers:
            raise LookupError

    def line(self, key):
        line = self.going._lines.get(key)
        return [one.work for one in line.waiting] if line else []

    def queue(self, pool, *numbers):
        """Let one after the other stand in line behind the first, which is under way."""
        calls = [pool.submit(self.going.submit, "here", numbers[0])]
        assert self.is_under_way.wait(10)
        for place, number in enumerate(numbers[1:], 1):
            calls.append(pool.submit(self.going.submit, "here", number))
            until(lambda place=place: len(self.line("here")) == place)
        self.may_go.set()
        return calls


def test_who_comes_alone_goes_at_once():
    ferry = Ferry()
    ferry.may_go.set()
    for number in range(3):
        ferry.going.submit("here", number)
    assert ferry.crossings == [[0], [1], [2]]
    assert ferry.going._lines == {}


def test_who_comes_while_one_is_under_way_goes_together_with_the_others():
    ferry = Ferry()
    with ThreadPoolExecutor(5) as pool:
        for call in ferry.queue(pool, 1, 2, 3, 4, 5):
            assert call.result(10) is None
    assert ferry.crossings == [[1], [2, 3, 4, 5]]
    until(lambda: ferry.going._lines == {})


def test_what_does_not_fit_keeps_its_place():
    ferry = Ferry(lambda before, one: len(before) < 2 and all(one % 2 == b % 2 for b in before))
    with ThreadPoolExecutor(7) as pool:
        for call in ferry.queue(pool, 0, 1, 2, 3, 5, 4, 6):
            assert call.result(10) is None
    assert ferry.crossings == [[0], [1, 3], [2, 4], [5], [6]]


def test_a_fault_is_told_to_who_was_at_the_helm_and_the_next_go_on():
    ferry = Ferry(lambda before, _one: len(before) < 2)
    with ThreadPoolExecutor(4) as pool:
        first, helm, passenger, next_one = ferry.queue(pool, 1, 13, 2, 3)
        with pytest.raises(LookupError):
            helm.result(10)
        for call in (first, passenger, next_one):
            assert call.result(10) is None
    assert ferry.crossings == [[1], [13, 2], [3]]
    until(lambda: ferry.going._lines == {})


def test_who_waits_in_the_line_needs_no_thread_and_may_give_up_waiting():
    ferry = Ferry()
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(ferry.going.submit, "here", 1)
        assert ferry.is_under_way.wait(10)
        waiting = [ferry.going.join("here", number) for number in (2, 3, 4)]
        assert not any(one.done() for one in waiting)
        assert not waiting[1].cancel()  # it is done all the same
        ferry.may_go.set()
        for one in (first, *waiting):
            assert one.result(10) is None
    assert ferry.crossings == [[1], [2, 3, 4]]


def test_other_keys_do_not_wait():
    ferry, other = Ferry(), []
    with ThreadPoolExecutor(1) as pool:
        call = pool.submit(ferry.going.submit, "here", 1)
        assert ferry.is_under_way.wait(10)
        ferry.going._do = other.append
        ferry.going.submit("there", 2)
        assert other == [[2]]
        ferry.may_go.set()
        call.result(10)


def test_under_a_crowd_everything_is_done_once():
    done = []
    going = OneGoing(done.extend, lambda before, _one: len(before) < 5)
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda number: going.submit(number % 3, number), range(3000)))
    assert sorted(done) == list(range(3000))
    until(lambda: going._lines == {})


def test_who_were_done_together_and_come_again_go_together(monkeypatch):
    """However far apart the answers reach them: nobody is taken ahead of those who are on their way."""
    monkeypatch.setattr(one_going, "_GAP_S", 5.0)
    monkeypatch.setattr(one_going, "_LONGEST_S", 20.0)
    ferry = Ferry()
    with ThreadPoolExecutor(5) as pool:
        for call in ferry.queue(pool, 1, 2, 3, 4, 5):
            call.result(10)
        again = []
        for place, number in enumerate((6, 7, 8), 1):
            again.append(ferry.going.join("here", number))
            assert len(ferry.line("here")) == place
        assert ferry.crossings[2:] == []
        monkeypatch.undo()  # nobody comes after these
        again.append(ferry.going.join("here", 9))
        for one in again:
            one.result(10)
    assert ferry.crossings == [[1], [2, 3, 4, 5], [6, 7, 8, 9]]


def test_who_does_not_come_again_is_not_waited_for_long():
    ferry = Ferry()
    with ThreadPoolExecutor(5) as pool:
        for call in ferry.queue(pool, 1, 2, 3, 4, 5):
            call.result(10)
        ferry.going.submit("here", 6)
    until(lambda: ferry.going._lines == {})
    assert ferry.crossings == [[1], [2, 3, 4, 5], [6]]
