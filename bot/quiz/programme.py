"""What a round is to be, before it is played."""

from bot.frozen import frozen
from bot.quiz.deck import Wanted
from bot.quiz.rules import Rules


@frozen
class Programme:
    """`about` is what was typed or chosen, None for the whole library; `title` is what the round is called then."""

    title: str
    about: str | None
    wanted: Wanted
    rules: Rules
    with_generated: bool = False
