"""A round to be kept, for tests of the store."""

import random
from datetime import UTC, datetime

from bot.quiz import round as rules
from bot.quiz.question import Answer, Chosen, Grade, Typed
from bot.quiz.round import Given, Round
from bot.quiz.rules import Rules
from tests.quiz.questions import choice, named

NOW = datetime(2026, 1, 1, 12, 0, 0, 250_000, tzinfo=UTC)
GUILD, CHANNEL, ANA, BEN = 11, 22, 33, 44


def new_round(channel: int = CHANNEL, guild: int = GUILD) -> Round:
    posed = rules.pose_all([choice(), named()], random.Random(3))
    return rules.begin(
        guild=guild, channel=channel, host=ANA, title="A chapter", how=Rules(20, 8), posed=posed, lobby_ends=NOW
    )


def given(credit: float = 1, answer: Answer | None = None) -> Given:
    return Given(answer or Chosen(indices=(0,)), Grade(credit=credit), round(credit * 10), NOW)


def typed(text: str) -> Given:
    return Given(Typed(text=text), Grade(credit=1, understood="accepted as Leon Trotsky"), 10, NOW)
