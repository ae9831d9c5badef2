"""Shards: which servers a process has, and that each shard has one process."""

import asyncio

import pytest

from bot.store.claim import DatabaseInUse, OneProcessOnly, held
from bot.store.engine import read_url
from bot.store.server_claim import ServerClaim, ShardsTaken
from bot.store.shards import WHOLE, BadShards, Shards
from bot.store.store import Store
from tests.databases import ON_POSTGRESQL, ON_SQLITE, rows_of
from tests.store.rounds import NOW, new_round

FIRST, SECOND = Shards((0,), 2), Shards((1,), 2)


@pytest.mark.parametrize(
    ("text", "ids", "count"),
    [("0-3/16", (0, 1, 2, 3), 16), ("5/6", (5,), 6), ("0, 2, 5-6 / 7", (0, 2, 5, 6), 7), ("0-1,1-2/3", (0, 1, 2), 3)],
)
def test_shards_are_read_as_people_write_them(text: str, ids: tuple[int, ...], count: int) -> None:
    assert Shards.parse(text) == Shards(ids, count)


@pytest.mark.parametrize("text", ["", "0", "0-3", "3-0/4", "4/4", "0/0", "-1/4", "0-/4", "a/b", "٣/٤", "0/99999999"])
def test_what_names_no_shards_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadShards, match="0-3/16"):
        Shards.parse(text)


def test_every_server_belongs_to_one_shard_by_discords_formula() -> None:
    for guild in (1, 81384788765712384, 613425648685547541, (1 << 63) - 1):
        assert [each.have(guild) for each in (FIRST, SECOND)] == [(guild >> 22) % 2 == 0, (guild >> 22) % 2 == 1]
        assert WHOLE.have(guild)


async def test_a_process_resumes_the_rounds_of_its_own_servers(store: Store) -> None:
    guilds = [number << 22 for number in range(6)]
    kept = [await store.rounds.create(new_round(channel, guild), "Ana", NOW) for channel, guild in enumerate(guilds)]
    assert await store.rounds.running(FIRST) == kept[::2]
    assert await store.rounds.running(SECOND) == kept[1::2]
    assert await store.rounds.running() == kept


@ON_SQLITE
async def test_sqlite_is_for_one_process_with_all_shards(database_url: str) -> None:
    with pytest.raises(OneProcessOnly, match="clio move"):
        async with held(database_url, FIRST):
            pass
    async with held(database_url, Shards((0, 1), 2)):
        with pytest.raises(DatabaseInUse):
            async with held(database_url):
                pass


@ON_POSTGRESQL
async def test_each_shard_is_led_by_one_process(database_url: str) -> None:
    async with held(database_url, FIRST), held(database_url, SECOND):
        with pytest.raises(ShardsTaken, match="serves shard 1 of 2"):
            async with held(database_url, SECOND):
                pass
    async with held(database_url, SECOND):
        pass


@ON_POSTGRESQL
@pytest.mark.parametrize("others", [WHOLE, Shards((3,), 4)])
async def test_processes_that_count_shards_differently_do_not_meet(database_url: str, others: Shards) -> None:
    async with held(database_url, SECOND):
        with pytest.raises(ShardsTaken, match="counts 2 shards"):
            async with held(database_url, others):
                pass
    async with held(database_url, others):
        pass


@ON_POSTGRESQL
async def test_a_lost_claim_is_taken_again(database_url: str) -> None:
    async with held(database_url, check_seconds=0.05):
        before = await holders(database_url)
        await end_sessions(database_url)
        async with asyncio.timeout(10):
            while await holders(database_url) in ([], before):  # noqa: ASYNC110 - the server cannot tell us
                await asyncio.sleep(0.05)


@ON_POSTGRESQL
async def test_who_comes_back_too_late_stops_with_a_message(database_url: str) -> None:
    other = ServerClaim(read_url(database_url), WHOLE)

    async def serve() -> None:
        async with held(database_url, check_seconds=0.5):
            await end_sessions(database_url)
            await other.take()
            await asyncio.sleep(30)

    with pytest.raises(ShardsTaken, match="serves shard 0 of 1"):
        await serve()
    await other.close()
    current = asyncio.current_task()
    assert current is not None
    assert not current.cancelling()


async def holders(url: str) -> list[tuple[int]]:
    """The server's processes that hold a claim on the database."""
    found = await rows_of(
        url,
        "SELECT DISTINCT pid FROM pg_locks JOIN pg_database ON pg_database.oid = database "
        "WHERE locktype = 'advisory' AND objsubid = 2 AND datname = current_database()",
    )
    return [(pid,) for (pid,) in found]


async def end_sessions(url: str) -> None:
    """End every connection to the database but this one, as a restart of the server or of a router between would."""
    others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    await rows_of(url, f"SELECT pg_terminate_backend(pid, 5000) {others}")
