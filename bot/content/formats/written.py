"""What an exporter gives back: the file, and what it could not carry."""

from bot.frozen import frozen


@frozen
class LeftOut:
    """A question that a format cannot carry, and why; or, when it is not the `whole`, what of it and why.

    `why` is a clause without a stop. For a part it is the same clause for every question that loses the same.
    """

    question: str
    why: str
    whole: bool = True


@frozen
class Written:
    """A file's content, how many questions stand in it, and what does not."""

    content: bytes
    questions: int
    left_out: tuple[LeftOut, ...] = ()


@frozen
class Exported:
    """A file with so many questions. `left_out` says by question what the format cannot carry, a line each.

    `missing` of these lines are about questions that are not in the file at all.
    """

    file_name: str
    content: bytes
    questions: int = 0
    left_out: tuple[str, ...] = ()
    missing: int = 0
