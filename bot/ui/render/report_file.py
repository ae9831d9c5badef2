"""The card that carries the files of a round."""

from discord import ui

from bot.service.round_reports import RoundReport
from bot.ui.render.cards import card, cut, plain

_TITLE_LIMIT = 200


def report_file_card(report: RoundReport) -> ui.LayoutView:
    """Both files, with what is in them. Only who asked for them sees them."""
    return card(
        f"## Report · {plain(cut(report.title, _TITLE_LIMIT, '…'))}",
        "A spreadsheet with a row for each member and question, and a text with the table and every question.\n"
        "-# They name who answered what: keep them to those who teach.",
        *(ui.File[ui.LayoutView](f"attachment://{name}") for name, _ in report.files),
    )
