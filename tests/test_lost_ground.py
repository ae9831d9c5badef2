"""What takes the ground away from a Clio that starts or runs is said in one message, without a traceback."""

import sqlite3
from pathlib import Path

from bot.sandbox.server import Sandbox
from tests.processes import Starter, clio, environment_for


async def test_a_token_that_is_reset_while_clio_runs_ends_it_with_what_to_do(tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        starter = Starter(sandbox, environment_for(sandbox, tmp_path))
        process = await starter.start()
        try:
            sandbox.gateway.token = sandbox.token[::-1]
            sandbox.faults.drop_gateway(resumable=True)
            out, err = (text.decode() for text in await process.communicate())
            assert process.returncode == 2
            assert "does not accept the token" in err
            assert "Traceback" not in out + err
        finally:
            await starter.end_all()


async def test_a_database_that_has_lost_a_table_is_to_be_mended_by_a_person(tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        environment = environment_for(sandbox, tmp_path)
        starter = Starter(sandbox, environment)
        await starter.kill(await starter.start())
        damaged = sqlite3.connect(tmp_path / "clio.sqlite3")
        damaged.execute("DROP TABLE rounds")
        damaged.close()
        process = await clio(environment, "run")
        out, err = (text.decode() for text in await process.communicate())
        await starter.end_all()
        assert process.returncode == 2
        assert "its table rounds is missing. Bring a backup back" in err
        assert "Traceback" not in out + err
