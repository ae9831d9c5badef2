"""The good versions of the shared library, as the store keeps them."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from bot.store.connections import AsyncConnection
from bot.store.database import Database
from bot.store.library_tables import content_files
from bot.store.library_versions import VERSIONS_KEPT, LibraryVersionRecords, NewVersion, VersionLost
from bot.store.store import Store

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SHARED = b"schema: 1\nbook: {id: b, title: T}\n"


def loaded(number: int) -> NewVersion:
    files = {"b/book.yaml": SHARED, "b/c.yaml": f"version {number}".encode()}
    return NewVersion(f"v{number}", files, {"chapter": number}, by=number)


async def kept_files(url: str) -> int:
    database = await Database.open(url)
    async with database.reading() as connection:
        count = (await connection.execute(select(func.count()).select_from(content_files))).scalar_one()
    await database.close()
    return count


async def test_a_version_comes_back_with_its_files_and_counts(store: Store) -> None:
    await store.library_versions.keep(loaded(3), NOW)
    (version,) = await store.library_versions.all()
    assert (version.version, version.loaded_at, version.by, version.counts) == ("v3", NOW, 3, {"chapter": 3})
    assert version.is_current
    assert await store.library_versions.files(version.id) == loaded(3).files


async def test_the_last_ten_versions_are_kept_and_only_the_files_that_they_hold(
    store: Store, database_url: str
) -> None:
    for number in range(VERSIONS_KEPT + 3):
        await store.library_versions.keep(loaded(number), NOW + timedelta(minutes=number))
    versions = await store.library_versions.all()
    assert [version.version for version in versions] == [f"v{number}" for number in range(12, 2, -1)]
    assert [version.is_current for version in versions] == [True, *[False] * 9]
    assert await kept_files(database_url) == VERSIONS_KEPT + 1


async def test_a_version_that_is_loaded_again_is_not_kept_twice(store: Store) -> None:
    for number in (1, 2, 1):
        await store.library_versions.keep(loaded(number), NOW)
    assert [version.version for version in await store.library_versions.all()] == ["v1", "v2"]


async def test_the_version_that_somebody_went_back_to_is_current_until_another_one_is_kept(store: Store) -> None:
    for number in (1, 2):
        await store.library_versions.keep(loaded(number), NOW)
    await store.library_versions.choose((await store.library_versions.all())[1].id, 7, NOW)
    newer, older = await store.library_versions.all()
    assert (older.is_current, older.chosen_at, older.chosen_by, newer.is_current) == (True, NOW, 7, False)
    await store.library_versions.release()
    assert (await store.library_versions.all())[1].chosen_at is None
    await store.library_versions.keep(loaded(3), NOW)
    assert [version.is_current for version in await store.library_versions.all()] == [True, False, False]


async def test_a_version_whose_files_are_gone_or_spoilt_is_lost(database_url: str) -> None:
    database = await Database.open(database_url)
    records = LibraryVersionRecords(database)
    with pytest.raises(VersionLost):
        await records.files(1)
    await records.keep(loaded(1), NOW)
    version = (await records.all())[0]

    async def spoil(connection: AsyncConnection) -> None:
        await connection.execute(update(content_files).values(content=b"no zlib"))

    await database.write(spoil)
    with pytest.raises(VersionLost):
        await records.files(version.id)
    await database.close()
