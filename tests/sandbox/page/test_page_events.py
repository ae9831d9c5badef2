"""The server's events, above its channels."""

from datetime import UTC, datetime, timedelta

import discord
from playwright.async_api import expect

from bot.sandbox.permissions import Permission
from bot.sandbox.server import Sandbox
from tests.sandbox.page.gallery import Gallery
from tests.sandbox.page.windows import Open


async def test_an_event_is_shown_with_its_time_and_place_until_it_is_deleted(
    sandbox: Sandbox, bot: Gallery, open_as: Open
) -> None:
    role = next(role for role in sandbox.guild.roles.values() if role.managed_by)
    sandbox.world.set_granted(sandbox.guild, role, role.permissions | Permission.CREATE_EVENTS)
    page = await open_as("Ana")
    section = page.get_by_role("region", name="Events")
    await expect(section).to_be_hidden()
    guild = bot.get_guild(sandbox.guild.id)
    assert guild is not None
    starts = datetime.now(UTC) + timedelta(days=1)
    event = await guild.create_scheduled_event(
        name="<b>The military leader</b>",
        start_time=starts,
        end_time=starts + timedelta(hours=1),
        entity_type=discord.EntityType.external,
        location="#quiz-room",
        privacy_level=discord.PrivacyLevel.guild_only,
    )
    await expect(section.get_by_role("listitem")).to_contain_text("<b>The military leader</b>")
    await expect(section.get_by_role("listitem")).to_contain_text("#quiz-room")
    await expect(section.get_by_role("listitem")).to_contain_text(str(starts.year))
    again = await open_as("Ben")
    await expect(again.get_by_role("region", name="Events").get_by_role("listitem")).to_have_count(1)
    await event.delete()
    await expect(section).to_be_hidden()
