"""The packs of servers, as the store keeps them."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.store.packs import (
    BYTES_AT_MOST,
    PACKS_AT_MOST,
    VERSIONS_KEPT,
    NewPack,
    NoSuchPack,
    NoSuchPackVersion,
    PacksTooLarge,
    TooManyPacks,
)
from bot.store.store import Store

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HERE, THERE = 1, 2


def upload(name: str = "a", content: bytes = b"one", *, guild: int = HERE) -> NewPack:
    return NewPack(guild, name, f"Title of {content[:10].decode()}", "a file.yaml", content, by=9)


async def test_a_pack_is_seen_by_its_server_alone(store: Store) -> None:
    pack = await store.packs.keep(upload(), NOW)
    assert await store.packs.of_guild(HERE) == [pack]
    assert await store.packs.of_guild(THERE) == []
    for refused in (
        store.packs.find(THERE, pack.id),
        store.packs.content(THERE, pack.id),
        store.packs.versions(THERE, pack.id),
        store.packs.switch(THERE, pack.id, on=False),
        store.packs.remove(THERE, pack.id),
        store.packs.go_back(THERE, pack.id, 1),
    ):
        with pytest.raises(NoSuchPack):
            await refused
    assert await store.packs.find(HERE, pack.id) == pack


async def test_an_upload_of_the_same_name_is_the_next_version_of_the_pack(store: Store) -> None:
    first = await store.packs.keep(upload(content=b"one"), NOW)
    second = await store.packs.keep(upload(content=b"two"), NOW)
    assert (second.id, second.version, second.title) == (first.id, 2, "Title of two")
    assert await store.packs.content(HERE, first.id) == b"two"
    assert await store.packs.content(HERE, first.id, 1) == b"one"
    back = await store.packs.go_back(HERE, first.id, 1)
    assert (back.version, back.title) == (1, "Title of one")
    third = await store.packs.keep(upload(content=b"three"), NOW)
    assert third.version == 3


async def test_the_last_ten_versions_of_a_pack_are_kept(store: Store) -> None:
    pack = await store.packs.keep(upload(content=b"0"), NOW)
    for number in range(1, VERSIONS_KEPT + 2):
        pack = await store.packs.keep(upload(content=str(number).encode()), NOW)
    versions = await store.packs.versions(HERE, pack.id)
    assert [version.version for version in versions] == list(range(12, 2, -1))
    with pytest.raises(NoSuchPackVersion):
        await store.packs.go_back(HERE, pack.id, 1)


async def test_a_pack_that_is_off_is_kept_and_not_shown(store: Store) -> None:
    pack = await store.packs.keep(upload(), NOW)
    assert list(await store.packs.contents(HERE)) == [pack]
    off = await store.packs.switch(HERE, pack.id, on=False)
    assert not off.is_on
    assert await store.packs.contents(HERE) == {}
    assert await store.packs.content(HERE, pack.id) == b"one"


async def test_the_id_of_a_removed_pack_is_never_given_again(store: Store) -> None:
    first = await store.packs.keep(upload(), NOW)
    await store.packs.remove(HERE, first.id)
    second = await store.packs.keep(upload(), NOW)
    assert second.id > first.id
    assert second.version == 1


async def test_a_server_has_a_limited_number_of_packs(store: Store) -> None:
    wanted = (store.packs.keep(upload(f"p-{number}"), NOW) for number in range(PACKS_AT_MOST + 5))
    done = await asyncio.gather(*wanted, return_exceptions=True)
    assert sum(isinstance(each, TooManyPacks) for each in done) == 5
    assert len(await store.packs.of_guild(HERE)) == PACKS_AT_MOST
    assert (await store.packs.keep(upload("p-0", b"new"), NOW)).version == 2
    await store.packs.keep(upload(guild=THERE), NOW)


async def test_the_packs_of_a_server_have_a_limited_size_together(store: Store) -> None:
    half = b"x" * (BYTES_AT_MOST // 2)
    big = await store.packs.keep(upload("a", half), NOW)
    await store.packs.keep(upload("b", half), NOW)
    with pytest.raises(PacksTooLarge, match="10,485,760 is the most"):
        await store.packs.keep(upload("c", b"xx"), NOW)
    await store.packs.keep(upload("a", b"small"), NOW)
    await store.packs.keep(upload("c", half[:-5]), NOW)
    with pytest.raises(PacksTooLarge):
        await store.packs.go_back(HERE, big.id, 1)


async def test_hidden_chapters_are_those_of_one_server_until_they_are_shown_again(store: Store) -> None:
    for _ in range(2):
        await store.packs.hide(HERE, "book", "chapter")
    assert await store.packs.hidden(HERE) == {"book/chapter"}
    assert await store.packs.hidden(THERE) == frozenset()
    assert await store.packs.guilds() == {HERE}
    await store.packs.show(HERE, "book", "chapter")
    assert await store.packs.guilds() == frozenset()
