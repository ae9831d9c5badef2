"""Where people and servers stand in the tables: what export, deletion and departures go by.

Every column that holds the id of a person or of a server is named here, whatever the table; a test reads all tables and
fails on one that is not. No other column may hold an id, a mention or a name: texts that Clio writes are without them.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from sqlalchemy import Column, ColumnElement, Table

from bot.frozen import frozen
from bot.quiz.forgetting import NOBODY
from bot.store.library_tables import content_versions, hidden_chapters, pack_versions, packs
from bot.store.names import DELETED_NAME
from bot.store.review_tables import cards, reminders, review_log, sittings, study_plans
from bot.store.server_tables import (
    changes,
    daily_answers,
    daily_posts,
    daily_questions,
    departures,
    schedules,
    server_settings,
)
from bot.store.tables import (
    accepted_answers,
    answers,
    hints_taken,
    members,
    opted_out,
    reports,
    results,
    round_members,
    round_questions,
    rounds,
    terms,
)


@frozen
class Mark:
    """A column that holds people's ids; `key` is what an export calls the rows that have the person there.

    When the person is deleted the rows go. Where `left` is given they stay for others' sake, with those values in the
    place of the person. `tied` are tables whose columns `also` are exported with a row; `unshown` are the columns that
    tell of somebody else.
    """

    key: str
    column: Column[Any]
    left: Mapping[str, Any] | None = None
    tied: tuple[tuple[Table, ColumnElement[bool]], ...] = ()
    also: tuple[Column[Any], ...] = ()
    unshown: frozenset[str] = field(default_factory=frozenset[str])


def _in_round(table: Table) -> tuple[Table, ColumnElement[bool]]:
    return rounds, rounds.c.id == table.c.round_id


def _asked(table: Table) -> tuple[Table, ColumnElement[bool]]:
    same = (round_questions.c.round_id == table.c.round_id) & (round_questions.c.position == table.c.position)
    return round_questions, same


_QUESTION = (round_questions.c.question_key, round_questions.c.question)
_OTHERS_REPORT = frozenset({"text", "wants_to_know"})
_FILES = frozenset({"files"})

MARKS = (
    Mark("names", members.c.user_id),
    Mark("rounds_hosted", rounds.c.host_id, left={"host_id": NOBODY}),
    Mark(
        "answers",
        answers.c.user_id,
        tied=(_in_round(answers), _asked(answers)),
        also=(rounds.c.guild_id, *_QUESTION),
    ),
    Mark("hints", hints_taken.c.user_id, tied=(_in_round(hints_taken),), also=(rounds.c.guild_id,)),
    Mark("teams", round_members.c.user_id, tied=(_in_round(round_members),), also=(rounds.c.guild_id,)),
    Mark(
        "results",
        results.c.user_id,
        tied=(_in_round(results),),
        also=(rounds.c.guild_id, rounds.c.title, rounds.c.ended_at),
    ),
    Mark("reports", reports.c.user_id, tied=(_asked(reports),), also=(round_questions.c.question,)),
    Mark("reports_decided", reports.c.decided_by, left={"decided_by": NOBODY}, unshown=_OTHERS_REPORT),
    Mark("opt_outs", opted_out.c.user_id),
    Mark("cards", cards.c.user_id),
    Mark("review_log", review_log.c.user_id),
    Mark("study_plan", study_plans.c.user_id),
    Mark("sitting", sittings.c.user_id),
    Mark("reminder", reminders.c.user_id),
    Mark(
        "daily_answers",
        daily_answers.c.user_id,
        tied=((daily_questions, daily_questions.c.id == daily_answers.c.question_id),),
        also=(daily_questions.c.guild_id, daily_questions.c.question_key, daily_questions.c.question),
    ),
    Mark("changes", changes.c.user_id, left={"user_id": NOBODY}),
    Mark("schedules", schedules.c.host_id, left={"host_id": NOBODY, "host_name": DELETED_NAME}),
    Mark(
        "packs_uploaded",
        pack_versions.c.uploaded_by,
        left={"uploaded_by": NOBODY},
        tied=((packs, packs.c.id == pack_versions.c.pack_id),),
        also=(packs.c.guild_id, packs.c.name),
    ),
    Mark("content_loaded", content_versions.c.loaded_by, left={"loaded_by": NOBODY}, unshown=_FILES),
    Mark("content_chosen", content_versions.c.chosen_by, left={"chosen_by": NOBODY}, unshown=_FILES),
)
"""In the order in which they are exported and deleted."""

OF_SERVERS = (
    rounds,
    members,
    reports,
    accepted_answers,
    terms,
    opted_out,
    server_settings,
    changes,
    daily_posts,
    daily_questions,
    schedules,
    packs,
    hidden_chapters,
    departures,
)
"""Tables whose rows belong to the server in `guild_id`, and go with it; what hangs on their rows goes with those."""
