"""The headless browser that scenes are drawn in."""

import os
import shutil
from pathlib import Path

from picturelock.domain.errors import MissingToolError

_PROGRAM = "chromium-headless-shell"
# Debian keeps it outside PATH in some releases.
_PLACES = (Path("/usr/lib/chromium") / _PROGRAM, Path("/usr/bin") / _PROGRAM)


def headless_browser() -> Path:
    """The program to draw with.

    Raises:
        MissingToolError: there is none.
    """
    found = next((place for place in _PLACES if os.access(place, os.X_OK)), None) or shutil.which(_PROGRAM)
    if not found:
        raise MissingToolError(
            _PROGRAM, needed_for="the scenes of product films", install=f"apt-get install {_PROGRAM}"
        )
    return Path(found).resolve()
