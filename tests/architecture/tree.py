"""The project's own files, as they would be committed."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def own_files() -> tuple[Path, ...]:
    """Every file of the project that is not ignored."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return tuple(path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file())


def named(*suffixes: str, below: str = "") -> list[Path]:
    """The files with one of these endings, below a folder of the project."""
    return [path for path in own_files() if path.suffix in suffixes and path.is_relative_to(ROOT / below)]


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
