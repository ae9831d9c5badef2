"""Why a move of a member is refused; each sentence stands for itself."""

from bot.errors import UserError


class RoundOver(UserError):
    """The round has ended."""

    def __init__(self) -> None:
        super().__init__("This round is over. Start a new one with /quiz start.")


class QuestionClosed(UserError):
    """The click belongs to a question that no longer takes answers."""

    def __init__(self) -> None:
        super().__init__("This question is closed. Your click came after it was revealed.")


class SomebodyWasFaster(UserError):
    """In a race the question is over with its first right answer."""

    def __init__(self) -> None:
        super().__init__("Somebody was faster. The next question is a new chance.")


class AnswerIsFinal(UserError):
    """In a race an answer cannot be changed."""

    def __init__(self) -> None:
        super().__init__("In a race your first answer counts, and you have given it.")


class OutOfRound(UserError):
    """The member has missed a question of a survival round, or came too late."""

    def __init__(self) -> None:
        super().__init__("You are out of this round: in survival a miss is the end. You can still read along.")


class RoundPaused(UserError):
    """The host has stopped the clock."""

    def __init__(self) -> None:
        super().__init__("The round is paused. You can answer when its host goes on.")


class NotPaused(UserError):
    """There is nothing to take up again."""

    def __init__(self) -> None:
        super().__init__("The round is not paused.")


class NoTeams(UserError):
    """The round has no team of that number."""

    def __init__(self) -> None:
        super().__init__("This round has no such team.")


class TeamIsFixed(UserError):
    """Teams can be changed in the lobby only."""

    def __init__(self) -> None:
        super().__init__("You are in a team already, and teams stay as they are once the first question is asked.")


class NoTeamRole(UserError):
    """Teams are made by roles, and the member has none of them."""

    def __init__(self) -> None:
        super().__init__("The teams of this round are roles of this server, and you have none of them.")


class NoHint(UserError):
    """The question has no hint, or the round is played without."""

    def __init__(self) -> None:
        super().__init__("There is no hint for this question.")
