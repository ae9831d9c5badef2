"""How a round is played: what is fixed when it starts."""

from datetime import timedelta
from enum import StrEnum

from bot.frozen import frozen


class Mode(StrEnum):
    """`classic`: everyone answers until the time is over. `race`: the first right answer ends the question. `hosted`:
    the host moves on. `survival`: who misses is out.
    """

    CLASSIC = "classic"
    RACE = "race"
    HOSTED = "hosted"
    SURVIVAL = "survival"


@frozen
class Rules:
    """`seconds` for each question, `pause` seconds to read what was revealed; both do not count in hosted rounds.

    `speed` adds points for quick right answers; `hints` may be taken at a cost. `teams` is 0 or from 2 to 4;
    `team_roles` are the server roles that make the teams, or none where members choose by a button. A host who is gone
    for `patience` seconds is not waited for any more, in a hosted round or in a pause. With `month_first`
    04/12/1927 is the 12th of April, and dates are written in that order.
    """

    seconds: int = 30
    pause: int = 12
    mode: Mode = Mode.CLASSIC
    speed: bool = False
    hints: bool = True
    teams: int = 0
    team_roles: tuple[int, ...] = ()
    patience: int = 30 * 60
    month_first: bool = False

    @property
    def time_for_host(self) -> timedelta:
        return timedelta(seconds=self.patience)

    @property
    def time_to_answer(self) -> timedelta:
        return self.time_for_host if self.mode is Mode.HOSTED else timedelta(seconds=self.seconds)

    @property
    def time_to_read(self) -> timedelta:
        return self.time_for_host if self.mode is Mode.HOSTED else timedelta(seconds=self.pause)

    @property
    def is_timed(self) -> bool:
        return self.mode is not Mode.HOSTED
