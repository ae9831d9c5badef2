"""What is PostgreSQL's own: addresses, messages for operators, lost connections, and several processes at once."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncGenerator, Generator
from datetime import timedelta

import pytest
from sqlalchemy import make_url, text

from bot.quiz import round as rules
from bot.store.engine import BadDatabase, DatabaseAway, StoreUnavailable, read_url
from bot.store.reminders import Reminder
from bot.store.schema import DatabaseTooNew
from bot.store.store import Store
from bot.study.attempts import Attempt
from bot.study.memory import FactKey
from tests import databases
from tests.databases import ON_POSTGRESQL, PrivateServer, Server, connected, rows_of
from tests.store.rounds import ANA, BEN, GUILD, NOW, given, new_round, typed

SECRET = "s3cret"  # noqa: S105 - of a user who lives as long as the test
DAY = timedelta(days=1)


@pytest.fixture
async def empty(postgresql: Server) -> AsyncGenerator[str]:
    """A database without any table."""
    url = await postgresql.create_empty()
    yield url
    await postgresql.drop(url)


@pytest.fixture
def own_server() -> Generator[PrivateServer]:
    """A server that may be stopped."""
    if not databases.can_start():
        pytest.skip("PostgreSQL's programs are not here, and the server of CLIO_TEST_POSTGRES is not ours to stop")
    with databases.private_server() as server:
        yield server


def changed(url: str, **parts: str) -> str:
    return make_url(url).set(**parts).render_as_string(hide_password=False)  # pyright: ignore[reportArgumentType]


async def refused(url: str, *, for_now: bool = False) -> str:
    with pytest.raises(BadDatabase) as caught:
        await Store.open(url)
    assert SECRET not in str(caught.value)
    assert isinstance(caught.value, DatabaseAway) is for_now
    return str(caught.value)


@ON_POSTGRESQL
@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+asyncpg", "postgresql+psycopg2"])
async def test_every_way_to_write_the_address_works(database_url: str, scheme: str) -> None:
    store = await Store.open(changed(database_url, drivername=scheme))
    assert await store.rounds.running() == []
    await store.close()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        (f"postgresql://clio:{SECRET}@host/clio?shoesize=44", "'shoesize'"),
        (f"postgresql://host/clio?user=clio&password={SECRET}", "'password'"),
        (f"postgresql://clio:{SECRET}@host:port/clio", "not a database URL"),
        (f"postgresql://clio:with/{SECRET}@@host:x/clio", "not a database URL"),
        (f"mysql://clio:{SECRET}@host/clio", "only SQLite and PostgreSQL"),
    ],
)
async def test_an_address_that_leads_nowhere_is_explained_without_its_password(url: str, says: str) -> None:
    assert says in await refused(url)


@pytest.mark.parametrize("host", ["127.0.0.1:1", "nowhere.invalid", "/clio?host=/nowhere"])
async def test_a_server_that_does_not_answer_may_do_so_later(host: str) -> None:
    place = host if host.startswith("/") else f"{host}/clio"
    assert "does not answer" in await refused(f"postgresql://clio:{SECRET}@{place}", for_now=True)


async def test_a_server_without_a_free_connection_may_have_one_later(empty: str, postgresql: Server) -> None:
    await postgresql.execute("DROP ROLE IF EXISTS crowded")
    await postgresql.execute(f"CREATE ROLE crowded LOGIN PASSWORD '{SECRET}' CONNECTION LIMIT 0")
    told = await refused(changed(empty, username="crowded", password=SECRET), for_now=True)
    assert "has no connection left" in told


async def test_a_wrong_password_a_missing_database_and_missing_rights_are_explained(
    postgresql: Server, empty: str
) -> None:
    await postgresql.execute("DROP ROLE IF EXISTS locked")
    await postgresql.execute(f"CREATE ROLE locked LOGIN PASSWORD '{SECRET}'")
    with_password = changed(empty, username="locked", password=SECRET)
    assert "make it the database's owner" in (await refused(with_password)).lower()
    if isinstance(postgresql, PrivateServer):
        assert "refuses the user or the password" in await refused(changed(with_password, password=SECRET[::-1]))
    assert "createdb" in await refused(changed(empty, database="atlantis"))


async def test_texts_in_another_encoding_than_utf8_are_refused(postgresql: Server, empty: str) -> None:
    name = f"{make_url(empty).database}_latin"
    await postgresql.execute(
        f"CREATE DATABASE {name} TEMPLATE template0 ENCODING LATIN1 LOCALE_PROVIDER libc LOCALE 'C'"
    )
    assert "UTF8" in await refused(changed(empty, database=name))
    await postgresql.execute(f"DROP DATABASE {name}")


async def test_without_the_driver_the_message_says_what_to_install() -> None:
    program = "import sys; sys.modules['asyncpg'] = None; from bot.store.engine import read_url; read_url(sys.argv[1])"
    url = f"postgresql://clio:{SECRET}@host/clio"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", program, url, stderr=PIPE)
    _, told = await process.communicate()
    assert "pip install 'clio-bot[postgres]'" in told.decode()
    assert SECRET not in told.decode()


def test_sslmode_is_understood_as_in_other_programs() -> None:
    assert read_url("postgres://host/clio?sslmode=require").query == {"ssl": "require"}


async def test_processes_that_start_at_once_migrate_once(empty: str) -> None:
    stores = await asyncio.gather(*(Store.open(empty) for _ in range(6)))
    assert len(await rows_of(empty, "SELECT * FROM alembic_version")) == 1
    await asyncio.gather(*(store.close() for store in stores))


async def test_a_database_from_a_newer_version_is_refused_unchanged(empty: str) -> None:
    await rows_of(empty, "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    await rows_of(empty, "INSERT INTO alembic_version VALUES ('9999')")
    with pytest.raises(DatabaseTooNew):
        await Store.open(empty)
    tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    assert await rows_of(empty, tables) == [("alembic_version",)]


@ON_POSTGRESQL
async def test_lost_connections_are_replaced(store: Store, database_url: str) -> None:
    round_ = rules.ask(await store.rounds.create(new_round(), "Ana", NOW))
    others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    for member in (ANA, BEN):
        await rows_of(database_url, f"SELECT pg_terminate_backend(pid, 5000) {others}")
        await store.rounds.record_answer(round_, 0, member, "Somebody", given())
    assert len(await rows_of(database_url, "SELECT * FROM answers")) == 2


async def test_a_server_that_is_gone_refuses_kindly_and_one_that_is_back_works(own_server: PrivateServer) -> None:
    url = await own_server.create_empty()
    store = await Store.open(url)
    round_ = rules.ask(await store.rounds.create(new_round(), "Ana", NOW))
    own_server.stop()
    with pytest.raises(StoreUnavailable):
        await store.rounds.record_answer(round_, 0, ANA, "Ana", given())
    with pytest.raises(StoreUnavailable):
        await store.rounds.load(round_.id)
    own_server.start()
    await store.rounds.record_answer(round_, 0, ANA, "Ana", given())
    assert await rows_of(url, "SELECT user_id FROM answers") == [(ANA,)]
    await store.close()


@ON_POSTGRESQL
async def test_a_database_that_may_only_be_read_refuses_kindly(database_url: str) -> None:
    writing = await Store.open(database_url)
    round_ = await writing.rounds.create(new_round(), "Ana", NOW)
    await writing.close()
    name = make_url(database_url).database
    await rows_of(database_url, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    store = await Store.open(database_url)
    with pytest.raises(StoreUnavailable):
        await store.rounds.save_progress(round_)
    assert (await store.rounds.load(round_.id)).id == round_.id
    await store.close()


@ON_POSTGRESQL
async def test_a_write_waits_for_another_process_and_goes_on_from_what_that_has_written(
    store: Store, database_url: str
) -> None:
    await store.reviews.record([attempt(0)])
    async with connected(database_url) as other:
        await other.execute(text("UPDATE cards SET asked = 'another'"))
        writing = asyncio.create_task(store.reviews.record([attempt(1)]))
        await asyncio.sleep(0.3)
        assert not writing.done()
    await writing
    assert len(await store.reviews.log(ANA)) == 2


@ON_POSTGRESQL
async def test_what_two_processes_record_of_one_member_is_all_in_the_card(store: Store, database_url: str) -> None:
    other = await Store.open(database_url)
    attempts = [attempt(day) for day in range(40)]
    await asyncio.gather(*((store, other)[day % 2].reviews.record([each]) for day, each in enumerate(attempts)))
    assert len(await store.reviews.log(ANA)) == 40
    (card,) = (await store.reviews.cards(ANA)).values()
    assert card.memory is not None
    assert card.memory.reviewed == NOW + 39 * DAY
    await other.close()


@ON_POSTGRESQL
async def test_reminders_that_are_due_are_claimed_by_one_process_each(store: Store, database_url: str) -> None:
    for member in range(60):
        await store.reminders.keep(Reminder(member, 8, "UTC", NOW))
    others = [await Store.open(database_url) for _ in range(3)]
    claims = [each.reminders.claim(NOW, lambda _: NOW + DAY, 10) for each in (store, *others) for _ in range(3)]
    claimed = [reminder.member for found in await asyncio.gather(*claims) for reminder in found]
    assert len(claimed) == len(set(claimed))
    while found := await store.reminders.claim(NOW, lambda _: NOW + DAY, 10):
        claimed += [reminder.member for reminder in found]
    assert sorted(claimed) == list(range(60))
    for each in others:
        await each.close()


async def test_what_no_text_may_hold_is_left_out(store: Store) -> None:
    round_ = rules.ask(await store.rounds.create(new_round(), "Ana\0 \ud800", NOW))
    assert await store.rounds.names(GUILD, [ANA]) == {ANA: "Ana ?"}
    await store.rounds.record_answer(round_, 0, BEN, "B" * 5000, typed("nul \0 stays in an answer"))
    await store.rounds.save_progress(round_)
    kept = (await store.rounds.load(round_.id)).current_answers[BEN]
    assert kept == typed("nul \0 stays in an answer")
    assert await store.rounds.names(GUILD, [BEN]) == {BEN: "B" * 5000}


async def test_ids_and_moments_far_beyond_31_bits_are_kept(store: Store) -> None:
    high = (1 << 63) - 1
    kept = await store.rounds.create(new_round(high, high), "Ana", NOW + 10_000 * DAY)
    assert await store.rounds.running() == [kept]


def attempt(day: int) -> Attempt:
    return Attempt(ANA, "q", (FactKey("book", "fact"),), 1, NOW + day * DAY)
