"""What Clio is held against: a discord.py client that answers every interaction with a constant."""

import asyncio
import os

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route


class Bare(discord.AutoShardedClient):
    """No commands, no store, no content. What it keeps in memory is what Clio lets discord.py keep."""

    def __init__(self) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
        )

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Locked in: **B**.", ephemeral=True)


async def main() -> None:
    Route.BASE = os.environ["CLIO_DISCORD_API"]
    async with aiohttp.ClientSession() as session, session.get(f"{Route.BASE}/gateway") as response:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL((await response.json())["url"])
    async with Bare() as client:
        await client.start(os.environ["DISCORD_TOKEN"])


if __name__ == "__main__":
    asyncio.run(main())
