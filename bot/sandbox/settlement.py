"""Furnishes a world: the study group that everyone begins in, and as many more as a load test wants."""

from datetime import UTC, datetime

from bot.sandbox import permissions
from bot.sandbox.entities import Guild, Member, Role
from bot.sandbox.world import CHANNELS, GUILD_NAME, MODERATOR, MODERATOR_ROLE, STUDENT_ROLE, STUDENTS, World


def found_guild(world: World, name: str, channels: tuple[str, ...] = CHANNELS) -> Guild:
    """A guild with roles, channels and the bot in it, not yet in the world: see `World.add_guild`."""
    guild_id = world.snowflakes.next()
    guild = Guild(guild_id, name, owner_id=world.snowflakes.next(), joined=datetime.now(UTC))
    # Nothing through @everyone, so that the bot has what its own role gives and no more.
    guild.roles[guild_id] = Role(guild_id, guild_id, "@everyone", permissions=0)
    world.add_role(guild, STUDENT_ROLE, permissions.STUDENT)
    world.add_role(guild, MODERATOR_ROLE, permissions.MODERATOR)
    role = world.add_role(guild, world.bot.name, permissions.BOT, managed_by=world.bot.id)
    for channel in channels:
        world.add_channel(guild, channel)
    guild.members[world.bot.id] = Member(world.bot, guild_id, [role.id], datetime.now(UTC))
    return guild


def settle(world: World, name: str = GUILD_NAME) -> Guild:
    """The guild with three students and a moderator."""
    guild = found_guild(world, name)
    for student in STUDENTS:
        world.add_member(student, guild=guild)
    moderator_role = next(role.id for role in guild.roles.values() if role.name == MODERATOR_ROLE)
    world.add_member(MODERATOR, guild=guild, roles=[moderator_role])
    return world.add_guild(guild)


def settle_second(world: World, first: Guild, name: str) -> Guild:
    """Another guild with the same people in it."""
    guild = found_guild(world, name)
    roles = {role.name: role.id for role in guild.roles.values()}
    for member in first.members.values():
        if not member.user.bot:
            named = [roles[first.roles[role].name] for role in member.roles]
            world.join(guild, member.user, named)
    return world.add_guild(guild)


def settle_many(world: World, count: int, channels: int = 10) -> list[Guild]:
    """`count` guilds with `channels` channels each and no people but those who are added."""
    names = tuple(f"channel-{number}" for number in range(1, channels + 1))
    return [world.add_guild(found_guild(world, f"Group {number}", names)) for number in range(1, count + 1)]
