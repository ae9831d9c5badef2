"""The two kinds of error that a person can act on; anything else is a bug."""


class UserError(Exception):
    """A member can act on this: `str(error)` is the sentence that the member reads."""


class OperatorError(Exception):
    """Whoever runs Clio can act on this: `str(error)` is the message printed before exit code 2."""
