"""Every path of the API that the stand-in answers."""

from bot.sandbox.rest import callbacks, channels, commands, events, messages, users, webhooks
from bot.sandbox.rest.calls import Routes


def all_routes() -> Routes:
    routes = Routes()
    for noun in (callbacks, channels, commands, events, messages, users, webhooks):
        noun.add_routes(routes)
    return routes
