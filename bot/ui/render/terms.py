"""Terms, as their server reads of them."""

from collections.abc import Sequence

from discord import ui

from bot.store.terms import Term
from bot.ui.render.boards import span
from bot.ui.render.cards import card, name

TERMS_SHOWN = 20


def new_term_card(new: Term, before: Term | None) -> ui.LayoutView:
    """The beginning of a term."""
    kept = (
        f" “{name(before.name)}” is over; its table is kept under /leaderboard with this term as the period."
        if before
        else " What was played before stays in the table of all time."
    )
    return card(
        f"## A new term: {name(new.name)}",
        f"The leaderboard of this term begins now, and is empty.{kept} "
        "A round that is going on counts for the new term.",
    )


def terms_card(terms: Sequence[Term]) -> ui.LayoutView:
    """Every term of a server, the newest first."""
    if not terms:
        return card(
            "## Terms",
            "This server has no terms, so /leaderboard counts every round. Moderators begin one with /term start.",
        )
    lines = [f"- **{name(term.name)}** · {span(term.began_at, term.ended_at)}" for term in terms[:TERMS_SHOWN]]
    if len(terms) > TERMS_SHOWN:
        lines.append(f"- … and {len(terms) - TERMS_SHOWN} earlier ones")
    return card("## Terms", "\n".join(lines), "-# /leaderboard takes each of them as its period.")
