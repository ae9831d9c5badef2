"""What members read about what is kept of them."""

import discord
from discord import ui

from bot.store.member_data import Deleted
from bot.ui.render.cards import GOLD, button, card, row
from bot.ui.router import custom_id

DELETE, KEEP = "privacy-delete", "privacy-keep"


def about_card() -> ui.LayoutView:
    """What is kept, who sees it, and what is not kept."""
    return card(
        "## What Clio keeps of you",
        "When you play, Clio keeps your Discord id, your name as this server shows it, each of your answers (also to "
        "questions of the day) with the time and what it earned, which hints you took and which team you were in. It "
        "also keeps which rounds you started or planned, what you report about questions, and whether you have opted "
        "out of a leaderboard. When you review, it keeps how well you knew each fact and when it is due again, with "
        "your plan and the hour of your reminder. Of moderators it keeps what they changed, uploaded and decided.",
        "Clio does not read the messages of this server and keeps none of them. It sends what it keeps to nobody.",
        "**Who sees it**\n"
        "- Everybody in the channel sees your name and points in the table at the end of a round that you played.\n"
        "- The server's leaderboard shows your name and points, unless you opt out with /privacy opt-out.\n"
        "- The reveal of a question counts answers and names nobody.\n"
        "- Your review is shown to you alone.\n"
        "- This server's moderators read your reports with your name, and who of them changed what.\n"
        "- Whoever started a round, and this server's moderators, can download its answers with the names.\n"
        "- Whoever runs this Clio has its database.",
        "**What you can do**\n"
        "- `/privacy export` gives you all of it as a file.\n"
        "- `/privacy delete` deletes all of it, in every server, at once.\n"
        "- What is kept of a server is deleted 30 days after Clio is removed from it.",
    )


def delete_card(member: int) -> ui.LayoutView:
    """What goes, what stays, and the question. The buttons are good for this member alone."""
    return card(
        "## Delete everything that Clio keeps of you?",
        "**This goes at once, in all servers:** your names, answers, points and places on leaderboards; your teams, "
        "hints and reports; your review with its log, plan and reminder; and whether you opted out, so a leaderboard "
        "shows you again if you play again. In a round that is being played now, your answers are taken out.",
        "**This stays for the others, without you:** the rounds that you started or planned, and what you changed, "
        "uploaded or decided as a moderator, are then of “a deleted member”. Points of others stay as "
        "they are. A spelling that moderators have accepted stays; it says nothing of who typed it.",
        "Messages that Clio has posted in channels are Discord's: a moderator can delete them. "
        "Take your data along first with `/privacy export`. **Nothing of this can be undone.**",
        row(
            button("Delete everything", custom_id(DELETE, member), style=discord.ButtonStyle.danger),
            button("Keep it", custom_id(KEEP, member)),
        ),
        accent=GOLD,
    )


def deleted_card(deleted: Deleted) -> ui.LayoutView:
    if not deleted.gone and not deleted.unnamed:
        return card("Clio keeps nothing of you, so there was nothing to delete.")
    stays = f" {_entries(deleted.unnamed)} that stay for others do not name you any more." if deleted.unnamed else ""
    return card(
        f"Everything that Clio kept of you is deleted: {_entries(deleted.gone)}.{stays}\n"
        "-# If you play or review again, you begin anew."
    )


def kept_card() -> ui.LayoutView:
    return card("Nothing was deleted.")


def export_card(name: str, parts: int, *, is_compressed: bool) -> ui.LayoutView:
    """What is in the file, and how it is opened."""
    lines = ["Everything that Clio keeps of you, from all servers. Moments are in UTC."]
    if is_compressed:
        lines.append("It was too large for Discord and is compressed: unpack it with gzip, 7-Zip or the like.")
    if parts > 1:
        lines.append(
            f"It comes in {parts} parts. Save them all in one folder and join them in their order, with "
            "`cat clio-data.json.gz.* > clio-data.json.gz`, or with 7-Zip by opening the first."
        )
    return card("## Your data", "\n".join(lines), ui.File[ui.LayoutView](f"attachment://{name}"))


def next_part_card(name: str, part: int, parts: int) -> ui.LayoutView:
    return card(f"Part {part} of {parts}", ui.File[ui.LayoutView](f"attachment://{name}"))


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


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"
