"""Work in the background gives way to requests; called by hand it does not."""

import threading
from time import monotonic

from portal.services.background import Background
from tests.support.until import until_in_thread as until


class Rounds(Background):
    """Works twice in a round, and takes down when."""

    def __init__(self, database):
        super().__init__(database, "rounds", 0.01)
        self.began, self.done = [], []

    def work(self) -> bool:
        for _ in range(2):
            self.began.append(monotonic())
            threading.Event().wait(0.03)
            self.done.append(monotonic())
            self.give_way(0.01)
        return False

    def failed(self, error: Exception) -> None:
        raise error


def test_it_rests_nine_times_as_long_as_it_worked(database):
    worker = Rounds(database)
    worker.start()
    until(lambda: len(worker.began) >= 2)
    worker.stop()
    assert worker.began[1] - worker.done[0] >= 0.089


def test_called_by_hand_it_goes_on_at_once(database):
    worker = Rounds(database)
    worker.give_way(60.0)  # returns
    worker.work()
    assert len(worker.done) == 2


def test_a_long_piece_of_work_is_not_followed_by_a_long_rest(database):
    worker = Rounds(database)
    worker.give_way = lambda spent: Background.give_way(worker, spent * 2000)
    began = monotonic()
    worker.start()
    until(lambda: len(worker.began) >= 4)
    worker.stop()
    assert monotonic() - began < 30


class Asked(Background):
    """Takes down when it is asked to work."""

    def __init__(self, database):
        super().__init__(database, "asked", 30.0)
        self.began = []

    def work(self) -> bool:
        self.began.append(monotonic())
        return False

    def failed(self, error: Exception) -> None:
        raise error


def test_it_lets_a_burst_of_commits_end_and_waits_no_longer_than_a_second(database):
    worker = Asked(database)
    worker.start()
    until(lambda: worker.began)
    first = monotonic()

    def has_worked():
        worker.wake()
        return len(worker.began) >= 2

    until(has_worked)  # commits that never end
    waited = worker.began[1] - first
    count = len(worker.began)
    last = monotonic()
    worker.wake()
    until(lambda: len(worker.began) > count)
    worker.stop()
    assert waited >= 0.9
    assert worker.began[count] - last < waited
