"""Time zones by the names of the IANA, as `Europe/Berlin`."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.errors import UserError


class NoSuchZone(UserError):
    """The time zone is not one of the list."""

    def __init__(self, wanted: str) -> None:
        super().__init__(f"There is no time zone “{wanted[:60]}”. Choose one from the list, such as Europe/Berlin.")


def zone_named(name: str) -> ZoneInfo:
    """The time zone of that name, or of that city where only one has it. Raises `NoSuchZone`."""
    wanted = _plain(name)
    found = [each for each in _zones() if _plain(each) == wanted]
    found = found or [each for each in _zones() if _plain(each.rpartition("/")[2]) == wanted]
    if len(found) != 1:
        raise NoSuchZone(name)
    return ZoneInfo(found[0])


def suggest_zones(typed: str, limit: int = 25) -> list[str]:
    """The time zones whose name has what was typed."""
    wanted = _plain(typed)
    return [zone for zone in _zones() if wanted in _plain(zone)][:limit]


def _plain(text: str) -> str:
    return text.strip().casefold().replace(" ", "_")


@cache
def _zones() -> list[str]:
    """Every time zone, those that people live by first."""
    return sorted(
        available_timezones() - {"Factory", "localtime"},
        key=lambda zone: (zone.startswith(("Etc/", "SystemV/")), "/" not in zone, zone),
    )
