"""The two kinds of error that a person can act on; anything else is a bug."""


class UserError(Exception):
    """A member can act on this: `str(error)` is the sentence that the member reads."""


class OperatorError(Exception):
    """Whoever runs Clio can act on this: `str(error)` is the message printed before it ends with 2 or 75."""


class PassingError(OperatorError):
    """This may be over in a while without anybody's doing: whoever watches over Clio should start it again."""
