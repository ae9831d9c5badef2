"""`clio run`, once its options are known."""

from collections.abc import Mapping

from bot import app
from bot.cli.endings import serve
from bot.settings import Settings


def serve_on_discord(environment: Mapping[str, str]) -> None:
    """Serve until stopped, with settings from the environment; then exit."""
    serve(lambda: app.run(Settings.from_environment(environment)))
