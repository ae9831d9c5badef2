"""Teams of a round: who plays for which."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from bot.quiz.refusals import NoTeamRole, NoTeams, RoundOver, TeamIsFixed
from bot.quiz.round import Phase, Round


def join(round_: Round, member: int, team: int) -> Round:
    """Put a member into a team by the member's own choice; in the lobby the choice may be changed."""
    if round_.is_over:
        raise RoundOver
    if team not in range(round_.rules.teams) or round_.rules.team_roles:
        raise NoTeams
    if member in round_.teams and round_.phase is not Phase.LOBBY:
        raise TeamIsFixed
    return replace(round_, teams={**round_.teams, member: team})


def put_back(round_: Round, member: int, team: int | None) -> Round:
    """Undo `join` for a choice that could not be kept: the member's earlier team, or none."""
    others = {who: of for who, of in round_.teams.items() if who != member}
    return replace(round_, teams=others if team is None else {**others, member: team})


def place(round_: Round, member: int, roles: Collection[int]) -> Round:
    """See that whoever answers has a team: by role, or the smallest one. Raises `NoTeamRole`."""
    if not round_.rules.teams or member in round_.teams:
        return round_
    if not round_.rules.team_roles:
        sizes = Counter(round_.teams.values())
        smallest = min(range(round_.rules.teams), key=lambda team: (sizes[team], team))
        return replace(round_, teams={**round_.teams, member: smallest})
    for team, role in enumerate(round_.rules.team_roles):
        if role in roles:
            return replace(round_, teams={**round_.teams, member: team})
    raise NoTeamRole


def team_name(team: int) -> str:
    """What a team is called: by its letter, from A on."""
    return f"Team {chr(ord('A') + team)}"
