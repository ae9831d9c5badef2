"""What is wrong between Clio and Discord, and how to mend it. It is asked by REST alone: no session is begun."""

import asyncio
from collections.abc import AsyncGenerator, Iterator, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import SimpleNamespace

import aiohttp
import discord
from discord import app_commands

from bot.store.checkup import Finding, error, good, warning
from bot.ui.client import BadToken, Clio, DiscordUnreachable
from bot.ui.command_sync import out_of_step

NEEDED = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "attach_files": "Attach Files",
}
PRIVILEGED = {
    "gateway_presence": "Presence",
    "gateway_guild_members": "Server Members",
    "gateway_message_content": "Message Content",
}
SCOPES = frozenset({"bot", "applications.commands"})
PORTAL = "https://discord.com/developers/applications"
LOGIN_SECONDS = 30
CLOCK_SECONDS = 5
NAMED_AT_MOST = 5


class _Clock:
    """How far this machine's clock is from Discord's, as its answers tell."""

    def __init__(self) -> None:
        self.seconds_ahead: float | None = None

    def trace(self) -> aiohttp.TraceConfig:
        trace = aiohttp.TraceConfig()
        trace.on_request_end.append(self._compare)
        return trace

    async def _compare(
        self, _session: aiohttp.ClientSession, _context: SimpleNamespace, ended: aiohttp.TraceRequestEndParams
    ) -> None:
        told = ended.response.headers.get("Date")
        if told:
            self.seconds_ahead = (datetime.now(UTC) - parsedate_to_datetime(told)).total_seconds()

    def finding(self) -> Finding:
        ahead = self.seconds_ahead
        if ahead is None:
            return warning("Discord did not tell the time", "Look at this machine's clock yourself.", "clock")
        if abs(ahead) <= CLOCK_SECONDS:
            return good("it agrees with Discord's", "clock")
        says = f"it is {abs(ahead):.0f} seconds {'ahead of' if ahead > 0 else 'behind'} Discord's"
        return warning(says, "Set it by the network time: timedatectl set-ntp true", "clock")


async def examine_discord(token: str, clio: Clio | None, most_servers: int) -> list[Finding]:
    """Look at the token, the application, the commands and so many servers.

    `clio` is not connected; it knows the commands as they should be, and without it they are not compared.
    """
    clock = _Clock()
    async with discord.Client(intents=discord.Intents.none(), http_trace=clock.trace()) as client:
        try:
            async with asyncio.timeout(LOGIN_SECONDS):
                await client.login(token)
            found = [good("Discord accepts it", "token")]
            async for finding in _examined(client, clio, most_servers):
                found.append(finding)
        except discord.LoginFailure:
            found = [error("Discord does not accept it", str(BadToken()), "token")]
        except (aiohttp.ClientError, discord.HTTPException, OSError, TimeoutError) as fault:
            reason = "it does not answer" if isinstance(fault, TimeoutError) else fault
            return [error("it cannot be reached", str(DiscordUnreachable(reason)), "Discord")]
    return [*found, clock.finding()]


async def _examined(client: discord.Client, clio: Clio | None, most_servers: int) -> AsyncGenerator[Finding]:
    for finding in _application(await client.application_info()):
        yield finding
    if clio is not None:
        yield await _commands(client, clio)
    for finding in await _servers(client, most_servers) if most_servers else ():
        yield finding


def _application(info: discord.AppInfo) -> Iterator[Finding]:
    page = f"{PORTAL}/{info.id}"
    yield good(f"{info.name} ({info.id})", "application")
    switched_on = [
        label
        for flag, label in PRIVILEGED.items()
        if getattr(info.flags, flag) or getattr(info.flags, f"{flag}_limited")
    ]
    if switched_on:
        says = f"privileged intents are on that Clio does not need: {', '.join(switched_on)}"
        yield warning(says, f"Switch them off at {page}/bot", "application")
    if info.interactions_endpoint_url:
        says = "Discord sends commands to an address on the web instead of to Clio"
        yield error(says, f"Empty “Interactions Endpoint URL” at {page}/information", "application")
    if info.bot_require_code_grant:
        says = "nobody can add Clio to a server: its installation asks for an OAuth2 code"
        yield error(says, f"Switch “Requires OAuth2 Code Grant” off at {page}/bot", "application")
    yield _installation(info, page)


def _installation(info: discord.AppInfo, page: str) -> Finding:
    config = info.guild_integration_config
    offered = (config.oauth2_install_params if config else None) or info.install_params
    if offered is None:
        missing = [*sorted(SCOPES), *NEEDED.values()]
    else:
        granted = offered.permissions
        lacking = [label for name, label in NEEDED.items() if not (granted.administrator or getattr(granted, name))]
        missing = [*sorted(SCOPES - set(offered.scopes)), *lacking]
    if not missing:
        return good("its installation link asks for what Clio needs", "application")
    says = f"its installation link does not ask for: {', '.join(missing)}"
    return warning(says, f"Choose these scopes and permissions at {page}/installation", "application")


async def _commands(client: discord.Client, clio: Clio) -> Finding:
    if client.application_id is None:
        raise app_commands.MissingApplicationID
    differing = out_of_step(clio.tree, await client.http.get_global_commands(client.application_id))
    if not differing:
        return good("Discord has them as they are", "commands")
    says = f"Discord has not heard of them, or has others: {', '.join(f'/{name}' for name in differing)}"
    return warning(says, "Start Clio: it sends them to Discord.", "commands")


async def _servers(client: discord.Client, most: int) -> Sequence[Finding]:
    found = [await _server(client, guild.id, guild.name) async for guild in client.fetch_guilds(limit=most)]
    if not found:
        mend = f"Invite it: {PORTAL}/{client.application_id}/installation"
        return [warning("Clio is in no server", mend, "servers")]
    if len(found) == most:
        found.append(good(f"only the first {most} were looked at; --servers 1000 looks at more", "servers"))
    return found


async def _server(client: discord.Client, guild_id: int, name: str) -> Finding:
    if client.user is None:
        raise discord.ClientException("nobody is logged in")
    try:
        guild = await client.fetch_guild(guild_id, with_counts=False)
        me = await guild.fetch_member(client.user.id)
        channels = [each for each in await guild.fetch_channels() if isinstance(each, discord.TextChannel)]
    except discord.HTTPException as fault:
        return warning(f"{name}: Discord says nothing about it: {fault.text}", "Try again later.", "servers")
    lacking = {channel.name: _lacking(channel, me) for channel in channels}
    return _judged(name, lacking)


def _lacking(channel: discord.TextChannel, me: discord.Member) -> tuple[str, ...]:
    has = channel.permissions_for(me)
    if not has.view_channel:
        return (NEEDED["view_channel"],)
    return tuple(label for name, label in NEEDED.items() if not getattr(has, name))


def _judged(name: str, lacking: dict[str, tuple[str, ...]]) -> Finding:
    """Channels that Clio cannot see may be meant so; one that it sees and cannot use well is not."""
    hidden = [channel for channel, missing in lacking.items() if missing == (NEEDED["view_channel"],)]
    poor = {channel: missing for channel, missing in lacking.items() if missing and channel not in hidden}
    playable = len(lacking) - len(hidden) - len(poor)
    says = f"{name}: Clio can play in {playable} of {len(lacking)} text channels"
    if hidden:
        says += f"; it does not see {_named(hidden)}"
    if poor:
        says += "; it lacks " + "; ".join(
            f"{', '.join(labels)} in {_named([channel for channel, missing in poor.items() if missing == labels])}"
            for labels in dict.fromkeys(poor.values())
        )
    mend = "Allow that to Clio's role: in the server's settings under Roles, or in the channel's under Permissions."
    if not playable:
        return error(says, mend, "servers")
    return warning(says, mend, "servers") if poor else good(says, "servers")


def _named(channels: Sequence[str]) -> str:
    named = ", ".join(f"#{channel}" for channel in channels[:NAMED_AT_MOST])
    return named if len(channels) <= NAMED_AT_MOST else f"{named} and {len(channels) - NAMED_AT_MOST} more"
