"""How a command ends: errors that a person can mend become one message and an exit code.

Exit codes: 0 done; 1 the content has problems; 2 it cannot be done, and the message says what to do; 70 a fault of
Clio's own ended it, which the log describes; 75 it cannot be done just now, and is worth another try.
"""

import asyncio
import logging
import sys
from collections.abc import Callable, Coroutine, Generator
from contextlib import contextmanager
from typing import Any, NoReturn

from bot.content.problems import ContentError
from bot.errors import OperatorError, PassingError
from bot.store.engine import StoreUnavailable

BAD_CONTENT, CANNOT_START, FAULT, TRY_AGAIN = 1, 2, 70, 75
log = logging.getLogger(__name__)


def serve(start: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run until it ends by itself or is interrupted."""
    try:
        asyncio.run(start())
    except (PassingError, StoreUnavailable) as error:
        _end(TRY_AGAIN, str(error))
    except (OperatorError, ContentError) as error:
        _end(CANNOT_START, str(error))
    except KeyboardInterrupt:
        raise SystemExit(0) from None
    except Exception:  # the last door: through the log, no secret gets out
        log.critical("a fault ended Clio", exc_info=True)
        raise SystemExit(FAULT) from None


@contextmanager
def mendable() -> Generator[None]:
    """End with one message where somebody can mend what is wrong."""
    try:
        yield
    except ContentError as error:
        _end(BAD_CONTENT, str(error))
    except (OperatorError, StoreUnavailable) as error:
        _end(CANNOT_START, str(error))
    except OSError as error:
        _end(CANNOT_START, f"{error.filename}: {error.strerror}." if error.filename and error.strerror else str(error))


def _end(code: int, message: str) -> NoReturn:
    print(message, file=sys.stderr)
    raise SystemExit(code) from None
