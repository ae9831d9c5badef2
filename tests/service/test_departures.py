"""When what is kept of a server goes."""

from datetime import timedelta

import pytest

from bot.service.departures import GRACE, Departures
from bot.service.server_settings import ServerSettingsBook
from bot.service.server_shelves import ServerShelves
from bot.store.store import Store
from tests.store.rounds import NOW

HERE, THERE = 11, 12
ALMOST = GRACE - timedelta(minutes=1)


@pytest.fixture
async def store(store: Store) -> Store:
    """With something of two servers."""
    for guild in (HERE, THERE):
        await store.terms.begin(guild, "Autumn", NOW)
    return store


@pytest.fixture
def departures(store: Store) -> Departures:
    return Departures(store.departures, ServerSettingsBook(store.server_settings), ServerShelves(store.packs, ()))


def everywhere(_: int) -> bool:
    return True


async def kept(store: Store) -> set[int]:
    return {guild for guild in (HERE, THERE) if await store.terms.of_guild(guild)}


async def test_a_server_is_deleted_thirty_days_after_clio_was_removed(store: Store, departures: Departures) -> None:
    await departures.leave(THERE, NOW)
    await departures.tend(lambda: {HERE}, everywhere, NOW + ALMOST)
    assert await kept(store) == {HERE, THERE}
    await departures.tend(lambda: {HERE}, everywhere, NOW + GRACE + timedelta(minutes=1))
    assert await kept(store) == {HERE}
    assert await store.departures.departed() == set()


async def test_who_lets_clio_in_again_keeps_everything(store: Store, departures: Departures) -> None:
    await departures.leave(THERE, NOW)
    await departures.come_back(THERE)
    await departures.tend(lambda: {HERE, THERE}, everywhere, NOW + 2 * GRACE)
    assert await kept(store) == {HERE, THERE}


async def test_a_server_that_is_there_is_never_deleted_whatever_was_written_down(
    store: Store, departures: Departures
) -> None:
    await departures.leave(THERE, NOW)
    await departures.tend(lambda: {HERE, THERE}, everywhere, NOW + 2 * GRACE)
    assert await kept(store) == {HERE, THERE}
    assert await store.departures.departed() == set()


async def test_for_a_server_that_was_left_while_clio_was_off_the_days_begin_when_that_is_found(
    store: Store, departures: Departures
) -> None:
    await departures.tend(lambda: {HERE}, everywhere, NOW + 2 * GRACE)
    await departures.tend(lambda: {HERE}, everywhere, NOW + 2 * GRACE + ALMOST)
    assert await kept(store) == {HERE, THERE}
    await departures.tend(lambda: {HERE}, everywhere, NOW + 4 * GRACE)
    assert await kept(store) == {HERE}


async def test_servers_of_other_processes_are_left_alone(store: Store, departures: Departures) -> None:
    for days in (0, 40, 80):
        await departures.tend(lambda: {HERE}, lambda guild: guild == HERE, NOW + timedelta(days=days))
    assert await kept(store) == {HERE, THERE}
    assert await store.departures.departed() == set()
