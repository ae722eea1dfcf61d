"""The fonts that are installed, as fontconfig lists them."""

import subprocess

from picturelock.domain.errors import MissingToolError

_ANSWER_WITHIN = 60  # seconds


def listed_fonts(form: str, *pattern: str, needed_for: str) -> list[str]:
    """A line for each installed font.

    Args:
        form: what a line says, in fontconfig's own signs: ``%{family}``.
        pattern: which fonts; all without one.
        needed_for: what cannot be done without fontconfig, for the error.

    Raises:
        MissingToolError: fontconfig is not installed.
    """
    try:
        listed = subprocess.run(
            ["fc-list", *pattern, "--format", f"{form}\n"],
            capture_output=True,
            check=True,
            text=True,
            timeout=_ANSWER_WITHIN,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise MissingToolError(
            "fontconfig (fc-list)", needed_for=needed_for, install="apt-get install fontconfig"
        ) from error
    return listed.stdout.splitlines()


def code_span(part: str) -> tuple[int, int]:
    """The first and last character of a range in a font's ``charset``, like ``20-7e``."""
    first, _, last = part.partition("-")
    return int(first, 16), int(last or first, 16)
