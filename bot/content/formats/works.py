"""Every work of a library under a key that stays the same as long as its id does."""

from collections.abc import Mapping

from bot.content.citations import chapter_work
from bot.content.library import Library
from bot.content.model import Work


def library_works(library: Library) -> Mapping[str, Work]:
    """Books as `book`, chapters as `book:chapter`, sources as `book:source`.

    A source that another work of its book shares its key with is `book:chapter:source`.
    """
    works: dict[str, Work] = dict(library.books)
    for chapter in library.chapters.values():
        works[f"{chapter.book.id}:{chapter.head.id}"] = chapter_work(chapter)
    for chapter in library.chapters.values():
        for source_id, source in chapter.sources.items():
            key = f"{chapter.book.id}:{source_id}"
            if works.get(key, source) != source:
                key = f"{chapter.book.id}:{chapter.head.id}:{source_id}"
            works[key] = source
    return works
