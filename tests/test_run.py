"""`clio run` as an operator runs it: a process of its own, killed and stopped as processes are."""

import signal
import sqlite3
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.sandbox import transcript
from bot.sandbox.server import Sandbox
from tests.processes import CHAPTER, ROOM, Starter, card, clio, environment_for, right_button


@pytest.fixture
async def sandbox() -> AsyncGenerator[Sandbox]:
    async with Sandbox() as running:
        yield running


@pytest.fixture
def environment(sandbox: Sandbox, tmp_path: Path) -> dict[str, str]:
    return environment_for(sandbox, tmp_path)


@pytest.fixture
async def starter(sandbox: Sandbox, environment: dict[str, str]) -> AsyncGenerator[Starter]:
    starting = Starter(sandbox, environment)
    yield starting
    await starting.end_all()


async def test_a_killed_process_resumes_its_round_with_every_answer(
    sandbox: Sandbox, starter: Starter, tmp_path: Path
) -> None:
    process = await starter.start()
    ana, ben = sandbox.person("Ana"), sandbox.person("Ben")
    await ana.command("quiz start", chapter=CHAPTER, kinds="choice", seconds=60, channel=ROOM)
    await ana.command("quiz next", channel=ROOM)
    shown = await card(sandbox, "Question 1 of 1")
    first = await ana.press(shown, custom_id=right_button(shown))
    assert "Locked in" in first.text
    await starter.kill(process)

    await starter.start()
    second = await ben.press(shown, custom_id=right_button(shown))
    assert "Locked in" in second.text
    await ana.command("quiz next", channel=ROOM)
    await sandbox.until(lambda: "✅" in transcript.plain(shown))
    assert "██████████ 2" in transcript.plain(shown)
    await ana.command("quiz stop", channel=ROOM)
    table = transcript.plain(await card(sandbox, "The round was ended"))
    assert "🥇 **Ana** · 10 points" in table
    assert "🥇 **Ben** · 10 points" in table
    kept = sqlite3.connect(tmp_path / "clio.sqlite3")
    assert kept.execute("SELECT count(*) FROM answers").fetchone() == (2,)
    kept.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_cleanly_and_the_round_goes_on_later(
    sandbox: Sandbox, starter: Starter, number: signal.Signals
) -> None:
    process = await starter.start()
    await sandbox.person("Ana").command("quiz start", chapter=CHAPTER, questions=1, seconds=60, channel=ROOM)
    await sandbox.person("Ana").command("quiz next", channel=ROOM)
    await card(sandbox, "Question 1 of 1")
    process.send_signal(number)
    assert await process.wait() == 0
    await sandbox.until(lambda: not sandbox.world.online)
    await starter.start()
    for _ in range(2):
        await sandbox.person("Ana").command("quiz next", channel=ROOM)
    await card(sandbox, "Nobody answered this time")


@pytest.mark.parametrize(
    ("changes", "says", "code"),
    [
        ({"DISCORD_TOKEN": ""}, "DISCORD_TOKEN is not set", 2),
        ({"DISCORD_TOKEN": "wrong.token"}, "does not accept the token", 2),
        ({"CLIO_CONTENT_DIR": "/nowhere"}, "not a folder", 2),
        ({"CLIO_LOG_LEVEL": "LOUD"}, "DEBUG, INFO, WARNING, ERROR", 2),
        ({"CLIO_DATABASE_URL": "sqlite:////proc/clio.sqlite3"}, "CLIO_DATABASE_URL", 2),
        ({"CLIO_DISCORD_API": "http://127.0.0.1:9/api/v10"}, "cannot be reached", 75),
        ({"CLIO_DATABASE_URL": "postgresql://clio:a@127.0.0.1:9/clio"}, "does not answer", 75),
    ],
)
async def test_what_stops_the_start_is_said_in_one_message_without_a_traceback(
    environment: dict[str, str], changes: dict[str, str], says: str, code: int
) -> None:
    """The code tells whether to mend something, or to try again."""
    process = await clio(environment | changes, "run")
    out, err = (text.decode() for text in await process.communicate())
    assert process.returncode == code, err
    assert says in err
    assert "Traceback" not in err + out


async def test_a_broken_library_stops_the_start_with_every_problem(environment: dict[str, str], tmp_path: Path) -> None:
    book = tmp_path / "library" / "broken"
    book.mkdir(parents=True)
    (book / "book.yaml").write_text("schema: 1\nbook:\n  id: broken\n  titel: Broken\n")
    process = await clio(environment | {"CLIO_CONTENT_DIR": str(tmp_path / "library")}, "run")
    _, err = await process.communicate()
    assert process.returncode == 2
    assert "book.yaml:4:3: " in err.decode()
    assert "Traceback" not in err.decode()


async def test_the_tour_plays_a_whole_round_on_the_shipped_library(environment: dict[str, str]) -> None:
    process = await clio(environment, "sandbox", "--tour")
    out, err = (text.decode() for text in await process.communicate())
    assert process.returncode == 0, err
    for part in ("The military leader", "Question 1 of 5", "Locked in", "✅", "The round is over", "Leaderboard"):
        assert part in out


async def test_check_exits_0_for_the_shipped_library_and_1_for_a_bad_one(
    environment: dict[str, str], tmp_path: Path
) -> None:
    good = await clio(environment, "check")
    out, _ = await good.communicate()
    assert good.returncode == 0, out.decode()
    (tmp_path / "bad").mkdir()
    bad = await clio(environment, "check", str(tmp_path / "bad"))
    await bad.communicate()
    assert bad.returncode == 1
