"""How SQLite is written to: what is light at once, and all else in a thread."""

import asyncio
import os
import sqlite3

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import IntegrityError

from bot.quiz import round as rules
from bot.store import transactions
from bot.store.store import Store
from tests.databases import ON_SQLITE, rows_of
from tests.store.rounds import ANA, BEN, NOW, given, new_round

pytestmark = ON_SQLITE


async def test_an_answer_waits_for_another_process_while_everything_else_goes_on(
    store: Store, database_url: str
) -> None:
    round_ = rules.ask(await store.rounds.create(new_round(), "Ana", NOW))
    other = sqlite3.connect(str(make_url(database_url).database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    answers = asyncio.gather(*(store.rounds.record_answer(round_, 0, who, "Somebody", given()) for who in (ANA, BEN)))
    await asyncio.sleep(0.1)  # which would not come back before the lock is given up, were the answers waited for here
    assert not answers.done()
    other.execute("ROLLBACK")
    other.close()
    await answers
    assert await rows_of(database_url, "SELECT count(*) FROM answers") == [(2,)]


async def test_an_answer_is_put_on_the_disk_soon_after(
    store: Store, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_ = rules.ask(await store.rounds.create(new_round(), "Ana", NOW))
    put = asyncio.Queue[os.stat_result]()
    loop, fsync = asyncio.get_running_loop(), os.fsync

    def noted(descriptor: int) -> None:
        fsync(descriptor)
        loop.call_soon_threadsafe(put.put_nowait, os.fstat(descriptor))

    monkeypatch.setattr(transactions.os, "fsync", noted)
    await store.rounds.record_answer(round_, 0, ANA, "Ana", given())
    async with asyncio.timeout(10):
        assert os.path.samestat(await put.get(), os.stat(f"{make_url(database_url).database}-wal"))


async def test_a_connection_that_failed_is_replaced(store: Store, database_url: str) -> None:
    unknown, round_ = new_round(), rules.ask(await store.rounds.create(new_round(), "Ana", NOW))
    with pytest.raises(IntegrityError):
        await store.rounds.record_answer(unknown, 0, ANA, "Ana", given())
    await store.rounds.record_answer(round_, 0, BEN, "Ben", given())
    assert await rows_of(database_url, "SELECT user_id FROM answers") == [(BEN,)]
