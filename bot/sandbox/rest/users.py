"""The bot's own account and application, guilds as it sees them, and conversations of two."""

from bot.sandbox.entities import Json
from bot.sandbox.errors import unknown
from bot.sandbox.payloads import channel_json, guild_json, member_json, role_json, user_json
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.calls import Call, Handled, Routes

INSTALLED_WITH = {
    "scopes": ["applications.commands", "bot"],
    "permissions": str(
        int(
            Permission.VIEW_CHANNEL
            | Permission.SEND_MESSAGES
            | Permission.SEND_MESSAGES_IN_THREADS
            | Permission.ATTACH_FILES
        )
    ),
}
"""What the application's installation link asks for."""


def add_routes(routes: Routes) -> None:
    routes.add("GET", "/users/@me", me)
    routes.add("GET", "/users/@me/guilds", my_guilds)
    routes.add("POST", "/users/@me/channels", open_direct_channel)
    routes.add("GET", "/users/{user_id}", user)
    routes.add("GET", "/oauth2/applications/@me", application)
    routes.add("GET", "/applications/@me", application)
    routes.add("GET", "/guilds/{guild_id}", guild)
    routes.add("GET", "/guilds/{guild_id}/roles", roles)
    routes.add("GET", "/guilds/{guild_id}/members/{user_id}", member)


def me(call: Call) -> Handled:
    return {**user_json(call.world.bot), "verified": True, "mfa_enabled": True, "email": None, "flags": 0}


def my_guilds(call: Call) -> Handled:
    after, limit = int(call.query.get("after", 0)), int(call.query.get("limit", 200))
    mine = sorted(guild.id for guild in call.world.guilds.values() if call.world.bot.id in guild.members)
    return [
        {"id": str(guild_id), "name": call.world.guilds[guild_id].name, "icon": None, "owner": False, "features": []}
        for guild_id in [each for each in mine if each > after][:limit]
    ]


def user(call: Call) -> Handled:
    found = call.world.users.get(call.number("user_id"))
    if found is None:
        raise unknown("User")
    return user_json(found)


def application(call: Call) -> Handled:
    bot = call.world.bot
    owner: Json = {
        "id": str(bot.id - 1),
        "username": "owner",
        "discriminator": "0",
        "global_name": "Owner",
        "avatar": None,
    }
    return {
        "id": str(call.world.application_id),
        "name": bot.name,
        "icon": None,
        "description": "",
        "summary": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "hook": True,
        "team": None,
        "owner": owner,
        "bot": user_json(bot),
        "approximate_guild_count": len(call.world.guilds),
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "tags": [],
        "integration_types_config": {"0": {"oauth2_install_params": INSTALLED_WITH}},
        **call.world.application_settings,
    }


def open_direct_channel(call: Call) -> Handled:
    recipient = call.form().get("recipient_id")
    found = call.world.users.get(int(recipient)) if recipient is not None else None
    if found is None or found.bot:
        raise unknown("User")
    return channel_json(call.world.direct_channel(found))


def guild(call: Call) -> Handled:
    found = call.guild()
    payload = guild_json(found, me=None)
    payload["approximate_member_count"] = len(found.members)
    return payload


def roles(call: Call) -> Handled:
    return [role_json(role) for role in call.guild().roles.values()]


def member(call: Call) -> Handled:
    found = call.guild().members.get(call.number("user_id"))
    if found is None:
        raise unknown("Member")
    return member_json(found)
