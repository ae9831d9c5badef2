from sqlalchemy import text

from bot.store.checkup import Verdict, examine_database
from bot.store.claim import held
from bot.store.engine import create_engine, read_url
from bot.store.store import Store
from tests.databases import ON_POSTGRESQL


@ON_POSTGRESQL
async def test_a_database_on_a_server_is_looked_at_without_being_changed(database_url: str) -> None:
    engine = create_engine(read_url(database_url))
    async with engine.begin() as connection:
        await connection.execute(text("DROP SCHEMA public CASCADE"))
        await connection.execute(text("CREATE SCHEMA public"))
    await engine.dispose()
    for _ in range(2):
        found = await examine_database(database_url)
        assert {finding.verdict for finding in found} == {Verdict.GOOD}
        assert "from nothing to" in found[1].says
    await (await Store.open(database_url)).close()
    assert "as this version" in (await examine_database(database_url))[1].says


@ON_POSTGRESQL
async def test_a_clio_that_serves_a_database_on_a_server_is_seen(database_url: str) -> None:
    assert "no Clio" in (await examine_database(database_url))[-1].says
    async with held(database_url):
        assert "a Clio is serving" in (await examine_database(database_url))[-1].says
