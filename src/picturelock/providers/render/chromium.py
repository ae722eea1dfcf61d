"""The headless browser that scenes are drawn in."""

import os
import shutil
from pathlib import Path

from picturelock.domain.errors import MissingToolError

CHOICE = "PICTURELOCK_CHROMIUM"
_PROGRAM = "chromium-headless-shell"
# Debian keeps it outside PATH in some releases.
_PLACES = (Path("/usr/lib/chromium") / _PROGRAM, Path("/usr/bin") / _PROGRAM)


def headless_browser() -> Path:
    """The program to draw with: the one that ``PICTURELOCK_CHROMIUM`` names, else the installed one.

    Raises:
        MissingToolError: there is none.
    """
    chosen = os.environ.get(CHOICE)
    if chosen:
        if os.access(chosen, os.X_OK):
            return Path(chosen)
        raise _missing(f"{chosen} (named by {CHOICE})")
    found = next((place for place in _PLACES if os.access(place, os.X_OK)), None) or shutil.which(_PROGRAM)
    if not found:
        raise _missing(_PROGRAM)
    return Path(found).resolve()


def _missing(tool: str) -> MissingToolError:
    return MissingToolError(
        tool, needed_for="the scenes of product films", install=f"apt-get install {_PROGRAM}"
    )
