from datetime import timedelta

from bot.store.changes import Change
from bot.store.store import Store
from tests.store.rounds import ANA, GUILD, NOW


async def test_changes_come_back_newest_first_and_by_pages(store: Store) -> None:
    made = [Change(ANA, "mode", f"number {number}", NOW + timedelta(minutes=number)) for number in range(5)]
    for each in made:
        await store.changes.add(GUILD, each)
    assert await store.changes.recent(GUILD, 2) == [made[4], made[3]]
    assert await store.changes.recent(GUILD, 2, 4) == [made[0]]
    assert await store.changes.recent(GUILD, 2, 5) == []


async def test_changes_of_one_moment_keep_their_order(store: Store) -> None:
    made = [Change(ANA, "mode", f"number {number}", NOW) for number in range(3)]
    for each in made:
        await store.changes.add(GUILD, each)
    assert await store.changes.recent(GUILD, 9) == made[::-1]


async def test_a_server_reads_its_own_changes_alone(store: Store) -> None:
    await store.changes.add(GUILD, Change(ANA, "mode", "classic → race", NOW))
    assert await store.changes.recent(GUILD + 1, 9) == []
