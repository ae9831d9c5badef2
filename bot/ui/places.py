"""Where an interaction comes from, and what its member may do there."""

import discord

from bot.errors import UserError


class NotInServer(UserError):
    """The command was used outside a server."""

    def __init__(self) -> None:
        super().__init__("This works in a server's channel. Use it there.")


class ModeratorsOnly(UserError):
    """The member may not manage the server."""

    def __init__(self) -> None:
        super().__init__("Only members who may manage this server can do that.")


def place_of(interaction: discord.Interaction) -> tuple[int, int]:
    """The server and the channel. Raises `NotInServer`."""
    if interaction.guild_id is None or interaction.channel_id is None:
        raise NotInServer
    return interaction.guild_id, interaction.channel_id


def is_moderator(interaction: discord.Interaction) -> bool:
    """Whether the member may manage the server, as Discord says with this very interaction."""
    return interaction.permissions.manage_guild


def check_moderator(interaction: discord.Interaction) -> None:
    """Raises `ModeratorsOnly` for everybody else."""
    if not is_moderator(interaction):
        raise ModeratorsOnly
