import json
from typing import Any

import pytest

from bot.content.dates import read_edtf
from bot.content.formats.bibtex import escaped, library_to_bibtex
from bot.content.formats.csl import csl_date, library_to_csl
from bot.content.library import Chapter, Library
from bot.content.model import Book, ChapterHead, Source
from bot.content.validation import validated

CSL_FIELDS = frozenset(
    (
        *("id", "type", "title", "author", "editor", "translator", "container-title", "edition", "volume", "issue"),
        *("page", "issued", "publisher", "publisher-place", "event-place", "ISBN", "DOI", "URL", "accessed"),
        *("language", "abstract", "note", "keyword"),
    )
)


def chapter(name: str, sources: dict[str, dict[str, Any]]) -> Chapter:
    book = validated(
        Book,
        {
            "id": "stalin",
            "title": "Stalin and Stalinism",
            "author": [{"family": "Wood", "given": "Alan"}],
            "issued": "2004",
            "keywords": ["Comintern", "war"],
        },
    )
    head = validated(ChapterHead, {"id": name, "title": "The leader", "abstract": "A war.", "DOI": "10.1/a_b"})
    read = {key: validated(Source, fields) for key, fields in sources.items()}
    return Chapter(book, head, {}, {}, {}, read, {}, {})


def library(**chapters: dict[str, dict[str, Any]]) -> Library:
    made = [chapter(name, sources) for name, sources in chapters.items()]
    return Library("1", {"stalin": made[0].book}, {one.key: one for one in made})


TREATY = {"type": "treaty", "title": "Treaty & peace_100%", "issued": "1918-03-03", "text": "Quoted."}
LETTER = {"type": "personal_communication", "title": "To Rosa {R}", "author": [{"literal": "Lenin and others"}]}


def test_csl_names_every_work_once_under_a_lasting_id():
    items = json.loads(library_to_csl(library(one={"brest": TREATY, "letter": LETTER}, two={"brest": TREATY})))
    assert [item["id"] for item in items] == ["stalin", "stalin:brest", "stalin:letter", "stalin:one", "stalin:two"]
    assert all(item.keys() <= CSL_FIELDS for item in items)
    by_id = {item["id"]: item for item in items}
    assert by_id["stalin:one"]["container-title"] == "Stalin and Stalinism"
    assert by_id["stalin:one"]["DOI"] == "10.1/a_b"
    assert by_id["stalin:brest"]["issued"] == {"date-parts": [[1918, 3, 3]]}
    assert by_id["stalin"]["author"] == [{"family": "Wood", "given": "Alan"}]
    assert by_id["stalin"]["keyword"] == "Comintern, war"


def test_two_sources_of_one_id_in_two_chapters_are_kept_apart():
    items = json.loads(library_to_csl(library(one={"brest": TREATY}, two={"brest": LETTER})))
    assert {"stalin:brest", "stalin:two:brest"} <= {item["id"] for item in items}


@pytest.mark.parametrize(
    ("edtf", "written"),
    [
        ("1918-03-03", {"date-parts": [[1918, 3, 3]]}),
        ("1918-03", {"date-parts": [[1918, 3]]}),
        ("1918", {"date-parts": [[1918]]}),
        ("1918~", {"date-parts": [[1918]], "circa": True}),
        ("1918?", {"date-parts": [[1918]], "circa": True}),
        ("1917/1921-03", {"date-parts": [[1917], [1921, 3]]}),
        ("192X", {"date-parts": [[1920], [1929]]}),
        ("1918-21", {"date-parts": [[1918]], "season": 1}),
        ("1941-24", {"date-parts": [[1941]], "season": 4}),
        ("-0043", {"date-parts": [[-44]]}),
        ("1921/..", {"literal": "from 1921"}),
    ],
)
def test_csl_writes_dates_as_parts(edtf: str, written: dict[str, Any]):
    assert csl_date(read_edtf(edtf)) == written


def test_bibtex_writes_one_entry_a_work_with_braces_for_capitals():
    text = library_to_bibtex(library(one={"brest": TREATY, "letter": LETTER}))
    assert "@book{stalin,\n  author = {Wood, Alan},\n  title = {{Stalin} and {Stalinism}},\n" in text
    assert "@incollection{stalin:one," in text
    assert "booktitle = {{Stalin} and {Stalinism}}" in text
    assert "doi = {10.1/a_b}" in text
    assert r"title = {{Treaty} \& peace\_100\%}" in text
    assert "year = {1918}" in text
    assert 'month = "3 " # mar' in text
    assert "author = {{Lenin and others}}" in text
    assert r"title = {{To} {Rosa} {\{R\}}}" in text
    assert text.count("@") == 4


def test_bibtex_escapes_what_latex_would_run():
    assert escaped("\\input{x} $1 & 2% #3 _a ^b ~c") == (
        r"\textbackslash{}input\{x\} \$1 \& 2\% \#3 \_a \textasciicircum{}b \textasciitilde{}c"
    )


def test_every_entry_closes_the_braces_it_opens():
    text = library_to_bibtex(library(one={"odd": {"type": "book", "title": "a } b { c", "URL": "https://x.org/{y"}}))
    unescaped = text.replace(r"\{", "").replace(r"\}", "")
    assert unescaped.count("{") == unescaped.count("}")
