"""Two processes on one database: the second does not start, and the first is not disturbed."""

from pathlib import Path

from bot.sandbox.server import Sandbox
from tests.processes import Starter, clio, environment_for


async def test_a_second_clio_on_the_same_database_says_so_and_ends(tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        environment = environment_for(sandbox, tmp_path)
        starter = Starter(sandbox, environment)
        first = await starter.start()
        try:
            second = await clio(environment, "run")
            _, told = await second.communicate()
            assert second.returncode == 2
            assert "Another Clio is using the database" in told.decode()
            assert first.returncode is None
        finally:
            await starter.end_all()
