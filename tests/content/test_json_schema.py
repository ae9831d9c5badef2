"""The schema files that editors use."""

import json
import re
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from jsonschema import Draft7Validator

from bot.content.json_schema import schema_text, schemas, write_schemas

SHIPPED = Path(__file__).parents[2] / "content"
FILES = sorted(SHIPPED.glob("*/*.yaml"))


class Core(yaml.SafeLoader):
    """YAML 1.2 with its core schema, as an editor reads it."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}  # pyright: ignore[reportIncompatibleVariableOverride]


for tag, pattern, first in (
    ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", "~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", "[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))  # pyright: ignore


def faults(kind: str, text: str) -> list[str]:
    validator: Any = Draft7Validator(schemas()[f"{kind}.schema.json"])
    return [error.json_path for error in validator.iter_errors(yaml.load(text, Core))]  # noqa: S506  # it is a SafeLoader


def test_the_shipped_schema_files_are_those_that_the_code_writes(tmp_path: Path) -> None:
    for path in write_schemas(tmp_path / "schema"):
        assert (SHIPPED / "schema" / path.name).read_text(encoding="utf-8") == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["book.schema.json", "chapter.schema.json"])
def test_a_schema_is_sound_and_tells_of_every_field(name: str) -> None:
    schema = schemas()[name]
    Draft7Validator.check_schema(schema)
    assert json.loads(schema_text(schema)) == schema
    for definition in (schema, *schema["definitions"].values()):
        assert [field for field, of_field in definition["properties"].items() if "description" not in of_field] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_file_names_its_schema_and_is_valid_by_it(path: Path) -> None:
    kind = "book" if path.name == "book.yaml" else "chapter"
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# yaml-language-server: $schema=../schema/{kind}.schema.json\n")
    assert faults(kind, text) == []


HEAD = "schema: 1\nchapter: {id: c, title: 1984, number: '2', abstract: True, period: 1917}\n"
QUESTION = HEAD + "questions: {q: {kind: %s, prompt: P, explain: E, cite: {source: book}}}"


def test_numbers_dates_and_truth_values_are_right_where_text_is_wanted() -> None:
    text = HEAD + "people:\nterms: {t: {term: 1.5, meaning: no, aliases: 1917}}\n"
    text += "events: {e: {label: 7, date: -0043, cite: {source: book, locator: 12}}}"
    assert faults("chapter", text) == []


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("schema: 2\nchapter: {id: c, title: T, abstract: A}", ["$.schema"]),
        ("schema: 1\nchapter: {id: C d, title: T, abstract: A}", ["$.chapter.id"]),
        ("schema: 1\nchapter: {id: c, titel: T, title: T, abstract: A}", ["$.chapter"]),
        (QUESTION % "true-false, answer: true", []),
        (QUESTION % "true-false, answer: yes", ["$.questions.q.answer"]),
        (QUESTION % "true-false", ["$.questions.q"]),
        (QUESTION % "choise", ["$.questions.q.kind"]),
        (QUESTION % "date, answer: 1917, tolerance: 1 year, difficulty: 6", ["$.questions.q.difficulty"]),
        (QUESTION % "name, answer: {person: lenin}", []),
    ],
)
def test_an_editor_marks_what_clio_refuses(text: str, paths: list[str]) -> None:
    assert faults("chapter", text) == paths
