import pytest

from bot.quiz import round as rules
from bot.quiz import teams
from bot.quiz.refusals import NoTeamRole, NoTeams, RoundOver, TeamIsFixed
from bot.quiz.rules import Rules
from tests.quiz.test_round import ANA, BEN, asking, new_round

BLUE, RED = 501, 502


def test_a_member_may_change_team_in_the_lobby_only() -> None:
    lobby = teams.join(teams.join(new_round(how=Rules(teams=2)), ANA, 0), ANA, 1)
    assert lobby.teams == {ANA: 1}
    with pytest.raises(TeamIsFixed):
        teams.join(asking(lobby), ANA, 0)


def test_who_comes_late_may_still_choose() -> None:
    assert teams.join(asking(new_round(how=Rules(teams=2))), ANA, 1).teams == {ANA: 1}


@pytest.mark.parametrize("team", [-1, 2, 9])
def test_there_are_as_many_teams_as_the_rules_say(team: int) -> None:
    with pytest.raises(NoTeams):
        teams.join(new_round(how=Rules(teams=2)), ANA, team)


def test_teams_by_role_cannot_be_chosen() -> None:
    with pytest.raises(NoTeams):
        teams.join(new_round(how=Rules(teams=2, team_roles=(BLUE, RED))), ANA, 0)


def test_who_answers_without_a_team_is_put_into_the_smallest() -> None:
    lobby = teams.join(new_round(how=Rules(teams=3)), ANA, 0)
    assert teams.place(lobby, BEN, ()).teams[BEN] == 1
    assert teams.place(lobby, ANA, ()).teams == {ANA: 0}


def test_a_role_decides_the_team_where_roles_make_them() -> None:
    round_ = asking(new_round(how=Rules(teams=2, team_roles=(BLUE, RED))))
    assert teams.place(round_, ANA, {RED, 7}).teams == {ANA: 1}
    with pytest.raises(NoTeamRole):
        teams.place(round_, BEN, {7})


def test_a_round_without_teams_places_nobody() -> None:
    assert teams.place(asking(), ANA, ()).teams == {}


def test_an_ended_round_takes_nobody_in() -> None:
    with pytest.raises(RoundOver):
        teams.join(rules.stop(new_round(how=Rules(teams=2))), ANA, 0)
