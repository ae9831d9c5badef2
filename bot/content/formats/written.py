"""What an exporter gives back: the file, and what it could not carry."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of a question that a format cannot carry; `whole` when it is the question itself.

    `why` is a clause that follows the question's id after a colon.
    """

    question: str
    why: str
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Written:
    """A file's content, how many questions stand in it, and what does not."""

    content: bytes
    questions: int
    left_out: tuple[LeftOut, ...] = ()
