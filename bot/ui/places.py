"""Where an interaction comes from, and what its member may do there."""

import discord

from bot.errors import UserError
from bot.ui.services import Services


class NotInServer(UserError):
    """The command was used outside a server."""

    def __init__(self) -> None:
        super().__init__("This works in a server's channel. Use it there.")


class ModeratorsOnly(UserError):
    """The member does not moderate the server; `role` is the one that the server has named besides its managers."""

    def __init__(self, role: int | None = None) -> None:
        named = f" or who have the role <@&{role}>" if role else ""
        super().__init__(f"Only members who may manage this server{named} can do that.")


def place_of(interaction: discord.Interaction) -> tuple[int, int]:
    """The server and the channel. Raises `NotInServer`."""
    if interaction.guild_id is None or interaction.channel_id is None:
        raise NotInServer
    return interaction.guild_id, interaction.channel_id


async def is_moderator(services: Services, interaction: discord.Interaction) -> bool:
    """Whether the member manages the server or has the role that it has named.

    Permissions and roles are what Discord says with this very interaction, so that nothing is remembered too long.
    """
    if interaction.guild_id is None:
        return False
    if interaction.permissions.administrator or interaction.permissions.manage_guild:
        return True
    role = (await services.server_settings.of(interaction.guild_id)).moderator_role
    return role is not None and role in roles_of(interaction)


async def check_moderator(services: Services, interaction: discord.Interaction) -> None:
    """Raises `ModeratorsOnly` for everybody else."""
    if not await is_moderator(services, interaction):
        role = (await services.server_settings.of(interaction.guild_id)).moderator_role
        is_gone = interaction.guild is not None and interaction.guild.get_role(role or 0) is None
        raise ModeratorsOnly(None if is_gone else role)


def roles_of(interaction: discord.Interaction) -> frozenset[int]:
    """The roles that Discord sends along with the member; without the one that everybody has."""
    user = interaction.user
    roles = user.roles if isinstance(user, discord.Member) else []
    known = [role for role in roles if role]  # discord.py lists None for a server that it has not heard of yet
    return frozenset(role.id for role in known if role.id != interaction.guild_id)
