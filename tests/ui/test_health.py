import pytest

from bot.store.engine import StoreUnavailable
from bot.ui.health import CannotListen, Pages
from bot.ui.measures import Measures
from tests.test_metrics import free_port, read
from tests.ui.playing import Table


async def test_a_database_that_does_not_answer_makes_clio_unhealthy(table: Table) -> None:
    async def ping() -> None:
        raise StoreUnavailable

    assert table.clio is not None
    pages, port = Pages(table.clio, Measures(), ping, lambda: 0), free_port()
    async with pages.served("127.0.0.1", port):
        assert await read(port, "/healthz") == (503, "the database does not answer\n")


async def test_a_port_is_served_once(table: Table) -> None:
    async def ping() -> None:
        pass

    assert table.clio is not None
    pages, port = Pages(table.clio, Measures(), ping, lambda: 0), free_port()
    async with pages.served("127.0.0.1", port):
        with pytest.raises(CannotListen, match="another port"):
            async with Pages(table.clio, Measures(), ping, lambda: 0).served("127.0.0.1", port):
                pass
