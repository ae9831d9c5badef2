"""The Discord client: its commands, its doors, and what it does when a place goes away."""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import aiohttp
import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route as RestRoute

from bot.errors import OperatorError, PassingError, UserError
from bot.service.rounds import Ongoing
from bot.store.engine import StoreUnavailable
from bot.store.shards import WHOLE, Shards
from bot.ui import doors, incoming
from bot.ui.command_sync import sync_if_changed
from bot.ui.commands.answering import answering_routes
from bot.ui.commands.chapters import add_fact_command, chapter_routes, read_commands
from bot.ui.commands.content import content_commands
from bot.ui.commands.daily import daily_routes
from bot.ui.commands.finding import add_finding_commands, finding_routes
from bot.ui.commands.leaderboard import add_leaderboard_command
from bot.ui.commands.packs import pack_routes
from bot.ui.commands.privacy import privacy_commands, privacy_routes
from bot.ui.commands.progress import add_progress_command
from bot.ui.commands.questions import question_routes
from bot.ui.commands.quiz import quiz_commands, quiz_routes
from bot.ui.commands.report_file import report_file_routes
from bot.ui.commands.reports import report_routes
from bot.ui.commands.review import add_review_command, review_routes
from bot.ui.commands.schedules import add_schedule_commands, schedule_routes
from bot.ui.commands.server import add_server_commands
from bot.ui.commands.settings import add_settings_command, settings_routes
from bot.ui.commands.study import study_commands, study_routes
from bot.ui.commands.terms import term_commands
from bot.ui.commands.timeline import add_timeline_command, timeline_routes
from bot.ui.departing import DepartureTask
from bot.ui.following import FollowTask
from bot.ui.later import LaterTask
from bot.ui.measuring import Measuring, Unmeasured
from bot.ui.reminding import ReminderTask
from bot.ui.render.written_dates import write_month_first
from bot.ui.router import Route, Router
from bot.ui.sending import answer_tersely, never_wait_for_ever
from bot.ui.services import Services
from bot.ui.stage import log_fields
from bot.ui.ticking import Ticking

log = logging.getLogger(__name__)

_AUTHENTICATION_FAILED = 4004

CONNECTIONS = 128
"""At most so many at once, the gateway's among them: a crowd of answers waits for one sooner than it makes new ones."""
_OF_COMMANDS = (discord.InteractionType.application_command, discord.InteractionType.autocomplete)


class BadToken(OperatorError):
    """Discord refuses the token."""

    def __init__(self) -> None:
        super().__init__(
            "Discord does not accept the token in DISCORD_TOKEN. Copy it again from your application's page “Bot” at "
            "https://discord.com/developers/applications; a token that was reset is no longer good."
        )


class DiscordUnreachable(PassingError):
    """Discord did not answer."""

    def __init__(self, reason: object) -> None:
        super().__init__(f"Discord cannot be reached: {reason}. Check the network, and start Clio again.")


class _Tree(app_commands.CommandTree["Clio"]):
    """The door of slash commands."""

    async def interaction_check(self, interaction: discord.Interaction["Clio"]) -> bool:
        incoming.check_sender(interaction)
        incoming.check_options(interaction)
        if interaction.type is discord.InteractionType.application_command:
            is_public = interaction.command is not None and bool(interaction.command.extras.get("public"))
            doors.begin(interaction, ephemeral=not is_public)
            await interaction.client.write_dates_for(interaction)
        return True

    async def _call(self, interaction: discord.Interaction["Clio"]) -> None:
        try:
            with interaction.client.measures.interaction(interaction):
                await self._call_safely(interaction)
        finally:
            incoming.let_go(interaction)

    async def _call_safely(self, interaction: discord.Interaction["Clio"]) -> None:
        """discord.py tells `on_error` nothing of what goes wrong before a command is called."""
        try:
            await super()._call(interaction)
            if interaction.type is discord.InteractionType.autocomplete:
                await doors.propose_nothing(interaction)  # discord.py has logged why there was no answer
        except (UserError, app_commands.AppCommandError) as error:
            await doors.explain(interaction, error)
        except Exception as error:  # a door; what a command itself raises comes in an error of discord.py's
            if not incoming.is_of_discord(error):
                await doors.explain(interaction, error)
                return
            log.warning("interaction %s cannot be read: %r", interaction.id, error)
            await doors.explain(interaction, incoming.Misfit())

    async def on_error(self, interaction: discord.Interaction["Clio"], error: app_commands.AppCommandError) -> None:
        await doors.explain(interaction, error)


class Clio(discord.AutoShardedClient):
    """Clio on Discord. It needs no privileged intent, and keeps neither members nor messages in memory."""

    def __init__(
        self,
        make_services: Callable[["Clio"], Services],
        shards: Shards | None = None,
        measures: Measuring | None = None,
    ) -> None:
        """Without `shards` it serves every server, with as many connections as Discord wants."""
        self.measures = measures or Unmeasured()
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # Clio does not speak
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            connector=aiohttp.TCPConnector(limit=CONNECTIONS),
            **_sharding(shards),
        )
        never_wait_for_ever(self.http)
        parsers = self._connection.parsers
        parsers["INTERACTION_CREATE"] = incoming.guarded(parsers["INTERACTION_CREATE"])
        self.serves = shards or WHOLE
        self.services = make_services(self)
        self.reminding = ReminderTask(self, self.services.reminders, self.services.clock)
        self.following = FollowTask(self.services.contents)
        self.later = LaterTask(self.services.contents)
        self.ticking = Ticking(self, self.services)
        self.departing = DepartureTask(self, self.services.departures, self.services.clock)
        self.tree = _Tree(self)
        self._add_commands()
        self._router = Router(routes_of(self.services), self.write_dates_for)

    def _add_commands(self) -> None:
        self.tree.add_command(read_commands(self.services))
        add_fact_command(self.tree, self.services)
        add_finding_commands(self.tree, self.services)
        add_timeline_command(self.tree, self.services)
        quiz = quiz_commands(self.services)
        add_schedule_commands(quiz, self.services)
        self.tree.add_command(quiz)
        add_leaderboard_command(self.tree, self.services)
        self.tree.add_command(term_commands(self.services))
        self.tree.add_command(privacy_commands(self.services))
        add_review_command(self.tree, self.services)
        add_progress_command(self.tree, self.services)
        self.tree.add_command(study_commands(self.services))
        add_server_commands(self.tree, self.services)
        add_settings_command(self.tree, self.services)
        self.tree.add_command(content_commands(self.services))

    async def setup_hook(self) -> None:
        if self.serves.have_first:
            await sync_if_changed(self.tree)
        self.reminding.start()
        self.departing.start()
        if self.serves != WHOLE:
            self.following.start()
        for ongoing in await self.services.rounds.resume(self.services.clock(), self.serves):
            log.info("resuming round %s", ongoing.round.id, extra=log_fields(ongoing.round))
            self.services.stage.play(ongoing)
        self.ticking.start()

    async def on_ready(self) -> None:
        log.info("ready as %s in %s servers", self.user, len(self.guilds))
        self.later.start()

    async def write_dates_for(self, interaction: discord.Interaction) -> None:
        """Dates are written as the server has set, from here to the answer; day first while that cannot be read."""
        with suppress(StoreUnavailable):
            settings = await self.services.server_settings.of(interaction.guild_id)
            write_month_first(settings.is_month_first)

    async def on_interaction(self, interaction: discord.Interaction["Clio"]) -> None:
        if interaction.type in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            try:
                with self.measures.interaction(interaction):
                    await self._router.dispatch(interaction)
            finally:
                incoming.let_go(interaction)
        elif interaction.type not in _OF_COMMANDS:
            log.warning("interaction %s is of a kind that Clio does not know: %s", interaction.id, interaction.type)

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        await self._abandon(self.services.rounds.in_channel(channel.id))

    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        await self._abandon(self.services.rounds.in_channel(payload.thread_id))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        await self._abandon(self.services.rounds.in_guild(guild.id))
        await self.services.departures.leave(guild.id, self.services.clock())

    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self.services.departures.come_back(guild.id)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        log.exception("the event %s failed", event_method)

    async def close(self) -> None:
        await self.ticking.close()
        await self.reminding.close()
        await self.following.close()
        await self.later.close()
        await self.departing.close()
        await self.services.stage.close()
        await super().close()

    async def _abandon(self, rounds: Sequence[Ongoing]) -> None:
        for ongoing in rounds:
            await self.services.rounds.abandon(ongoing, self.services.clock())

    def channel_of(self, ongoing: Ongoing) -> discord.PartialMessageable:
        """Where a round is shown; no request and no cache is needed for it."""
        return self.get_partial_messageable(ongoing.round.channel, guild_id=ongoing.round.guild)


def routes_of(services: Services) -> Sequence[Route]:
    """Every control that Clio draws, and every form."""
    return (
        *quiz_routes(services),
        *schedule_routes(services),
        *daily_routes(services),
        *question_routes(services),
        *answering_routes(services),
        *chapter_routes(services),
        *finding_routes(services),
        *timeline_routes(services),
        *review_routes(services),
        *study_routes(services),
        *report_routes(services),
        *pack_routes(services),
        *report_file_routes(services),
        *privacy_routes(services),
        *settings_routes(services),
    )


def _sharding(shards: Shards | None) -> dict[str, Any]:
    return {} if shards is None else {"shard_ids": list(shards.ids), "shard_count": shards.count}


async def connect(client: Clio, token: str) -> None:
    """Log in and serve until the client is closed. Raises `BadToken` or `DiscordUnreachable`."""
    answer_tersely()
    try:
        await client.start(token)
    except discord.LoginFailure:
        raise BadToken from None
    except discord.ConnectionClosed as error:
        raise (BadToken() if error.code == _AUTHENTICATION_FAILED else DiscordUnreachable(error)) from None
    except (aiohttp.ClientConnectionError, discord.DiscordServerError) as error:
        raise DiscordUnreachable(error) from None
    except TimeoutError:
        raise DiscordUnreachable("it does not answer") from None


async def use_stand_in(api: str) -> None:
    """Send everything to a stand-in for Discord whose REST address is `api`. Raises `DiscordUnreachable`."""
    RestRoute.BASE = api.rstrip("/")
    try:
        async with aiohttp.ClientSession() as session, session.get(f"{RestRoute.BASE}/gateway") as response:
            gateway = (await response.json())["url"]
    except (aiohttp.ClientError, KeyError, ValueError) as error:
        raise DiscordUnreachable(error) from None
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
