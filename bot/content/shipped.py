"""Which library is served where nobody says more."""

from collections.abc import Mapping
from pathlib import Path


def shipped_library() -> Path:
    """The library that comes with Clio: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "shipped"
    return installed if installed.is_dir() else package.parent / "content"


def named_library(environment: Mapping[str, str]) -> Path:
    """The folder that CLIO_CONTENT_DIR names, or the library that comes with Clio."""
    named = environment.get("CLIO_CONTENT_DIR")
    return Path(named) if named else shipped_library()
