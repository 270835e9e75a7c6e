"""Work of routes is done in threads, so many at once and in its caller's context; nobody leaves in its middle."""

import asyncio
import threading
from collections.abc import Iterator
from contextvars import ContextVar

import pytest

from portal.threads import Threads

HERE: ContextVar[str] = ContextVar("HERE")
PATIENCE_S = 20


@pytest.fixture
def two() -> Iterator[Threads]:
    made = Threads(2)
    yield made
    made.close()


def test_it_gives_and_raises_what_the_work_does(two):
    async def asked() -> tuple[int, int]:
        with pytest.raises(ValueError, match="no number"):
            await two.run(_refuse, "no number")
        return await two.run(threading.get_ident), await two.run(int, "12")

    where, number = asyncio.run(asked())
    assert where != threading.get_ident()
    assert number == 12


def test_an_iterator_at_its_end_leaves_nobody_waiting(two):
    async def asked() -> None:
        with pytest.raises(RuntimeError, match="StopIteration") as told:
            await asyncio.wait_for(two.run(next, iter(())), PATIENCE_S)
        assert isinstance(told.value.__cause__, StopIteration)

    asyncio.run(asked())


def _refuse(why: str) -> None:
    raise ValueError(why)


def test_the_work_is_in_the_context_of_who_asked(two):
    async def asked(who: str) -> str:
        HERE.set(who)
        return await two.run(HERE.get)

    async def both() -> list[str]:
        return await asyncio.gather(asked("ann"), asked("bob"))

    assert asyncio.run(both()) == ["ann", "bob"]


def test_no_more_go_on_at_once_than_may_and_those_who_wait_come_in_their_order(two):
    counted, most, order = threading.Lock(), [0], []
    meet = threading.Barrier(2)
    here = [0]

    def work(number: int) -> None:
        with counted:
            here[0] += 1
            most[0] = max(most[0], here[0])
            order.append(number)
        meet.wait(PATIENCE_S)  # passes only where two are here
        with counted:
            here[0] -= 1

    async def all_of_them() -> None:
        await asyncio.gather(*(two.run(work, number) for number in range(8)))

    asyncio.run(all_of_them())
    assert most == [2]
    assert [sorted(order[at : at + 2]) for at in range(0, 8, 2)] == [[0, 1], [2, 3], [4, 5], [6, 7]]


def test_who_is_cancelled_stays_until_the_thread_has_come_back(two):
    begun, may_end, done = threading.Event(), threading.Event(), []

    def work() -> None:
        begun.set()
        may_end.wait(PATIENCE_S)
        done.append("written")

    async def ended() -> bool:
        going = asyncio.ensure_future(two.run(work))
        await asyncio.sleep(0)
        assert begun.wait(PATIENCE_S)
        going.cancel()
        for _ in range(3):
            await asyncio.sleep(0)
        waited = not going.done()
        may_end.set()
        with pytest.raises(asyncio.CancelledError):
            await going
        return waited

    assert asyncio.run(ended())
    assert done == ["written"]


def test_who_is_cancelled_as_the_thread_comes_back_leaves_at_once(two):
    """The answer is there, and the cancellation comes before who waits has seen it."""
    back = threading.Event()

    async def ended() -> None:
        going = asyncio.ensure_future(two.run(back.set))
        await asyncio.sleep(0)
        assert back.wait(PATIENCE_S)
        while not going.done():
            going.cancel()
            await asyncio.sleep(0)
        assert going.cancelled()

    async def in_time() -> None:
        async with asyncio.timeout(PATIENCE_S):
            await ended()

    asyncio.run(in_time())


def test_an_answer_that_nobody_waits_for_any_more_hurts_nobody(two):
    begun, may_end = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        may_end.wait(PATIENCE_S)

    async def left() -> None:
        two.run(work).close()  # never begun
        loop = asyncio.get_running_loop()
        going = two.run(work)
        going.send(None)
        assert begun.wait(PATIENCE_S)
        loop.call_soon(going.close)
        await asyncio.sleep(0)

    asyncio.run(left())
    may_end.set()
    assert asyncio.run(two.run(int, "7")) == 7
