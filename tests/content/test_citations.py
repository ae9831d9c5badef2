from typing import Any

import pytest

from bot.content.citations import cited_work, full, short
from bot.content.library import Chapter
from bot.content.model import Book, ChapterHead, Source, Work
from bot.content.validation import validated

WOOD = {"family": "Wood", "given": "Alan"}
KENNAN = {"family": "Kennan", "given": "George F."}
HASLAM = {"family": "Haslam", "given": "Jonathan"}
OVERY = {"family": "Overy", "given": "Richard"}


def work(**fields: Any) -> Work:
    return validated(Work, {name.replace("_", "-"): value for name, value in fields.items()})


def chapter_of_wood() -> Chapter:
    book = validated(
        Book,
        {
            "id": "stalin-and-stalinism",
            "title": "Stalin and Stalinism",
            "author": [WOOD],
            "edition": "2",
            "issued": "2004",
            "publisher": "Routledge",
            "ISBN": "9780203725580",
        },
    )
    head = validated(
        ChapterHead,
        {"id": "the-military-leader", "title": "The military leader", "author": [WOOD], "abstract": "A war."},
    )
    treaty = validated(Source, {"type": "treaty", "title": "Treaty of Brest-Litovsk", "issued": "1918-03-03"})
    return Chapter(book, head, {}, {}, {}, {"brest-treaty": treaty}, {}, {})


def test_a_chapter_is_cited_in_its_book():
    cited = cited_work(chapter_of_wood(), "chapter")
    assert full(cited, "publisher's abstract") == (
        "Alan Wood, “The military leader,” in *Stalin and Stalinism*, 2nd ed. (Routledge, 2004), publisher’s abstract."
    )
    assert short(cited, "publisher's abstract") == "Wood 2004, publisher’s abstract"
    assert full(cited, plain=True) == (
        "Alan Wood, “The military leader,” in Stalin and Stalinism, 2nd ed. (Routledge, 2004)."
    )


def test_the_names_book_and_chapter_mean_those_themselves():
    chapter = chapter_of_wood()
    assert cited_work(chapter, "book") is chapter.book
    assert cited_work(chapter, "chapter").container_title == "Stalin and Stalinism"
    assert cited_work(chapter, "brest-treaty") is chapter.sources["brest-treaty"]
    with pytest.raises(KeyError):
        cited_work(chapter, "another")


CITED = [
    (
        {"type": "book", "title": "Russia's War", "author": [OVERY], "issued": "1998", "publisher": "Penguin",
         "publisher_place": "London"},
        "ch. 3",
        "Richard Overy, *Russia’s War* (London: Penguin, 1998), ch. 3.",
        "Overy 1998, ch. 3",
    ),
    (
        {"type": "book", "title": "Documents", "editor": [HASLAM, OVERY], "translator": [WOOD], "volume": "2"},
        None,
        "Jonathan Haslam and Richard Overy, eds., *Documents*, trans. Alan Wood, vol. 2.",
        "Haslam and Overy n.d.",
    ),
    (
        {"type": "chapter", "title": "Why war?", "author": [KENNAN], "container_title": "Essays", "editor": [WOOD],
         "edition": "11", "issued": "1961"},
        "12",
        "George F. Kennan, “Why war?” in *Essays*, ed. Alan Wood, 11th ed. (1961), 12.",
        "Kennan 1961, 12",
    ),
    (
        {"type": "article-journal", "title": "Litvinov", "author": [HASLAM, WOOD, OVERY], "container_title": "Past",
         "volume": "12", "issue": "3", "issued": "1988", "page": "45-67", "DOI": "10.1000/x_y"},
        None,
        "Jonathan Haslam, Alan Wood, and Richard Overy, “Litvinov,” *Past* 12, no. 3 (1988): 45–67, "
        "https://doi.org/10.1000/x_y.",
        "Haslam, Wood, and Overy 1988",
    ),
    (
        {"type": "article-journal", "title": "Litvinov", "author": [HASLAM, WOOD, OVERY, KENNAN],
         "container_title": "Past", "volume": "12", "issued": "1988", "page": "45-67"},
        "50",
        "Jonathan Haslam et al., “Litvinov,” *Past* 12 (1988): 50.",
        "Haslam et al. 1988, 50",
    ),
    (
        {"type": "article-newspaper", "title": "Dizzy with success", "author": [{"literal": "J. Stalin"}],
         "container_title": "Pravda", "issued": "1930-03-02"},
        None,
        "J. Stalin, “Dizzy with success,” *Pravda*, 2 March 1930.",
        "J. Stalin 1930",
    ),
    (
        {"type": "treaty", "title": "Treaty of Brest-Litovsk", "issued": "1918-03-03", "event_place": "Brest-Litovsk"},
        "art. 4",
        "Treaty of Brest-Litovsk, Brest-Litovsk, 3 March 1918, art. 4.",
        "Treaty of Brest-Litovsk 1918, art. 4",
    ),
    (
        {"type": "speech", "title": "On the tasks", "author": [{"literal": "J. Stalin"}], "issued": "1931-02-04",
         "event_place": "Moscow", "container_title": "Works", "volume": "13"},
        None,
        "J. Stalin, “On the tasks” (speech, Moscow, 4 February 1931), in *Works*, vol. 13.",
        "J. Stalin 1931",
    ),
    (
        {"type": "legislation", "title": "Decree on Peace", "issued": "1917-11-08"},
        None,
        "Decree on Peace, 8 November 1917.",
        "Decree on Peace 1917",
    ),
    (
        {"type": "webpage", "title": "The war", "container_title": "Encyclopedia", "issued": "2020",
         "URL": "https://example.org/a_b", "accessed": "2024-05-01"},
        None,
        "“The war,” *Encyclopedia*, 2020, accessed 1 May 2024, https://example.org/a_b.",
        "“The war” 2020",
    ),
    (
        {"type": "document", "title": "Long telegram", "author": [KENNAN], "issued": "1946-02-22"},
        None,
        "George F. Kennan, “Long telegram,” 22 February 1946.",
        "Kennan 1946",
    ),
    (
        {"type": "pamphlet", "title": "What Is to Be Done?", "author": [{"literal": "V. I. Lenin"}], "issued": "1902~"},
        None,
        "V. I. Lenin, *What Is to Be Done?* (c. 1902).",
        "V. I. Lenin c. 1902",
    ),
    (
        {"type": "personal_communication", "title": "Lenin to Trotsky", "issued": "1922-12-13"},
        None,
        "Lenin to Trotsky, 13 December 1922.",
        "Lenin to Trotsky 1922",
    ),
    (
        {"type": "report", "title": "Report: the economy", "author": [{"literal": "Gosplan"}], "issued": "1928/1932"},
        None,
        "Gosplan, *Report: the economy* (1928–1932).",
        "Gosplan 1928–1932",
    ),
    (
        {"type": "document", "title": "Telegram no. 61", "issued": "1939-05-04", "container_title": "Relations",
         "publisher": "State Department", "publisher_place": "Washington", "event_place": "Moscow"},
        "no. 1",
        "“Telegram no. 61,” Moscow, 4 May 1939, in *Relations* (Washington: State Department), no. 1.",
        "“Telegram no. 61” 1939, no. 1",
    ),
    (
        {"type": "treaty", "title": "Treaty of Alliance", "issued": "1942-05-26", "publisher": "H.M.S.O.",
         "publisher_place": "London", "event_place": "London"},
        "art. I",
        "Treaty of Alliance, London, 26 May 1942 (London: H.M.S.O.), art. I.",
        "Treaty of Alliance 1942, art. I",
    ),
    (
        {"type": "treaty", "title": "Treaty of Friendship and Alliance between the Republic of China and the Union"},
        None,
        "Treaty of Friendship and Alliance between the Republic of China and the Union.",
        "Treaty of Friendship and Alliance between the Republic of…",
    ),
    (
        {"type": "book", "title": "Rising '44", "issued": "2003"},
        None,
        "*Rising ’44* (2003).",
        "*Rising ’44* 2003",
    ),
    (
        {"type": "document", "title": "The \"last\" note"},
        None,
        "“The ‘last’ note.”",
        "“The ‘last’ note”",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "locator", "full_form", "short_form"), CITED)
def test_each_kind_of_work_is_cited_in_full_and_in_short(
    fields: dict[str, Any], locator: str | None, full_form: str, short_form: str
):
    iso = fields.pop("DOI", None), fields.pop("URL", None)
    cited = work(**fields, **({"DOI": iso[0]} if iso[0] else {}), **({"URL": iso[1]} if iso[1] else {}))
    assert full(cited, locator) == full_form
    assert short(cited, locator) == short_form


@pytest.mark.parametrize("title", ["2 * 3 * 4", "snake_case_title", "**bold**", "`code`", "a | b", "[link](x)", "\\"])
def test_what_a_title_contains_does_not_become_markdown(title: str):
    cited = work(type="book", title=title, issued="1927")
    shown = full(cited)
    bare = shown.removeprefix("*").removesuffix("* (1927).")
    assert all(bare[place - 1] == "\\" for place, sign in enumerate(bare) if sign in "*_`|[]")
    assert full(cited, plain=True) == f"{title} (1927)."
