"""Open Trivia DB's JSON: what `api.php` answers, or its list of results alone.

Texts come with HTML entities, or percent-encoded, or in Base64, as the address asked; nothing in the answer says which.
"""

import json
import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Callable
from html import unescape
from typing import Any, TypeGuard
from urllib.parse import unquote, unquote_plus

from bot.content.formats.drafts import Draft
from bot.content.formats.source_text import SourceText
from bot.content.problems import ContentError

_ANSWERED = {
    "1": "it has too few questions for what was asked for",
    "2": "an option in the address is wrong",
    "3": "the session token is not known",
    "4": "all questions of this session token have been given out",
    "5": "it was asked too often: wait five seconds",
}
_DIFFICULTY = {"easy": 1, "medium": 3, "hard": 5}
_QUESTION = re.compile(r'"question"\s*:')
_TEXTS = ("type", "difficulty", "category", "question", "correct_answer")
_BASE64_TYPES = ("bXVsdGlwbGU=", "Ym9vbGVhbg==")
_ATTRIBUTION = (
    "The Open Trivia Database says on opentdb.com on which terms its questions may be used: name it, and keep to them."
)

Decode = Callable[[str], str]


def read_open_trivia(source: SourceText) -> Draft:
    """The questions of an answer in its order."""
    draft = Draft(source)
    results = _results(draft, _parsed(source))
    decode = _decoder(results)
    places = [found.start() for found in _QUESTION.finditer(source.text)]
    for position, result in enumerate(results):
        _read(draft, result, decode, places[position] if len(places) == len(results) else 0)
    draft.remark(None, _ATTRIBUTION)
    draft.require_sound()
    return draft


def is_answer(value: object) -> bool:
    """Whether a JSON value has the shape of an answer from Open Trivia DB."""
    if _is_mapping(value):
        return "results" in value
    return _is_list(value) and bool(value) and all(_is_mapping(each) and "correct_answer" in each for each in value)


def parse_json(text: str) -> Any:
    """The value, with every number as text. ValueError where it is no JSON."""
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except RecursionError:
        raise ValueError("It is nested too deep.") from None


def _parsed(source: SourceText) -> Any:
    try:
        return parse_json(source.text)
    except json.JSONDecodeError as error:
        message = f"This is not JSON ({error.msg}): download the file again, or mend it here."
        raise ContentError([source.problem(error.pos, message)]) from None
    except ValueError as error:
        raise ContentError([source.problem(0, f"This JSON cannot be read. {error}")]) from None


def _results(draft: Draft, value: Any) -> list[Any]:
    code = str(value.get("response_code", "0")) if _is_mapping(value) else "0"
    if code != "0":
        reason = _ANSWERED.get(code, f"its code is {code[:20]}")
        draft.problem(0, f"Open Trivia DB gave no questions: {reason}. Ask it again.")
    elif not is_answer(value):
        draft.problem(0, 'This is no answer from Open Trivia DB: it has no list "results".')
    draft.require_readable()
    results: Any = value["results"] if _is_mapping(value) else value
    if not _is_list(results):
        draft.problem(0, '"results" must be a list of questions.')
        draft.require_readable()
    return results


def _is_mapping(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def _is_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _decoder(results: list[Any]) -> Decode:
    """How the texts of all results were encoded."""
    found = [result for result in results if _is_mapping(result)]
    texts = [text for result in found for key in _TEXTS[2:] if isinstance(text := result.get(key), str)]
    if found and all(result.get("type") in _BASE64_TYPES for result in found):
        return _from_base64
    if any(" " in text for text in texts):
        return unescape
    if any(re.search("%[0-9A-Fa-f]{2}", text) for text in texts):
        return unquote_plus if any("+" in text for text in texts) else unquote
    return unescape


def _from_base64(text: str) -> str:
    return b64decode(text, validate=True).decode("utf-8")


def _read(draft: Draft, result: Any, decode: Decode, index: int) -> None:
    if not _is_mapping(result):
        draft.problem(index, "Each result must be a question, written between { and }.")
        return
    wrong = result.get("incorrect_answers")
    missing = [key for key in ("question", "correct_answer") if not isinstance(result.get(key), str)]
    if missing or not _is_list(wrong) or not all(isinstance(text, str) for text in wrong):
        draft.problem(index, f'"{(missing or ["incorrect_answers"])[0]}" of this question is missing or is no text.')
        return
    try:
        texts = {key: decode(text).strip() for key in _TEXTS if isinstance(text := result.get(key), str)}
        incorrect = [decode(text).strip() for text in wrong]
    except (NotBase64, ValueError):
        draft.problem(index, "This question is not in the same encoding as the others: download the file again.")
        return
    _ask(draft, index, texts, incorrect)


def _ask(draft: Draft, index: int, texts: dict[str, str], incorrect: list[str]) -> None:
    if category := texts.get("category"):
        draft.keywords.setdefault(category)
    right, difficulty = texts["correct_answer"], _DIFFICULTY.get(texts.get("difficulty", ""))
    common: dict[str, Any] = {"prompt": texts["question"], "difficulty": difficulty}
    if texts.get("type") == "boolean" or (sorted([right, *incorrect]) == ["False", "True"]):
        draft.ask(index, kind="true-false", answer=right.lower() == "true", **common)
        return
    options: list[dict[str, object]] = [{"text": right, "correct": True}, *({"text": text} for text in incorrect)]
    draft.ask(index, kind="choice", options=options, **common)
