"""What members read about what is kept of them."""

from discord import ui

from bot.ui.render.cards import card


def about_card() -> ui.LayoutView:
    """What is kept, who sees it, and what is not kept."""
    return card(
        "## What Clio keeps of you",
        "When you play, Clio keeps your Discord id, your name as this server shows it, each of your answers with the "
        "time and what it earned, which hints you took and which team you were in. It also keeps which rounds you "
        "started, what you report about questions, and whether you have opted out of a leaderboard. When you review, "
        "it keeps how well you knew each fact and when it is due again, with your plan and the hour of your reminder.",
        "Clio does not read the messages of this server and keeps none of them. It sends what it keeps to nobody.",
        "**Who sees it**\n"
        "- Everybody in the channel sees your name and points in the table at the end of a round that you played.\n"
        "- The server's leaderboard shows your name and points, unless you opt out with /privacy opt-out.\n"
        "- The reveal of a question counts answers and names nobody.\n"
        "- Your review is shown to you alone.\n"
        "- This server's moderators read your reports with your name.\n"
        "- Whoever started a round, and this server's moderators, can download its answers with the names.\n"
        "- Whoever runs this Clio has its database.",
    )


def opted_out_card(*, is_new: bool) -> ui.LayoutView:
    first = "You are left out of this server's leaderboard now." if is_new else "You had opted out already."
    return card(
        f"{first} Nobody else finds you there, and your points are kept.\n"
        "-# The table at the end of a round that you play still names you. /privacy opt-in takes you back in."
    )


def opted_in_card(*, is_new: bool) -> ui.LayoutView:
    if is_new:
        return card("You are on this server's leaderboard again, with all your points.")
    return card("You had not opted out: this server's leaderboard shows you once you have points.")
