"""A copy of a finished film where the user wants it: each file whole or not at all, the MP4 last."""

import errno
import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import quote

from picturelock.domain.errors import InvalidInputError, PicturelockError, Problem
from picturelock.domain.frames import SHAPES, Shape, in_file_name, of_shape

# What lies beside a film, and what it is called beside a copy.
_BESIDE = {
    "poster.png": ".png",
    "thumbnail.png": ".thumbnail.png",
    "script.srt": ".srt",
    "script.vtt": ".vtt",
    "script.ass": ".ass",
    "script.sdh.srt": ".sdh.srt",
    "script.sdh.vtt": ".sdh.vtt",
    "transcript.txt": ".transcript.txt",
    "transcript.html": ".transcript.html",
    "film.json": ".json",
    "CREDITS.txt": ".credits.txt",
}
_PAGE = ".transcript.html"
# Captions in other languages: their files are called as the film is, and so is what is copied.
_TRANSLATED = "film.*.*"


class ExportError(PicturelockError):
    """The film is made, but could not be copied."""


def check_output(output: Path) -> Path:
    """The absolute path of the copy.

    Raises:
        InvalidInputError: no copy can be put there.
    """
    if output.suffix.lower() != ".mp4":
        raise _refused(f"{output} must end in .mp4")
    if output.is_dir():
        raise _refused(f"{output} is a folder; name a file in it")
    folder = output.absolute().parent
    if not folder.is_dir():
        raise _refused(f"there is no folder {folder}; make it first")
    if not os.access(folder, os.W_OK):
        raise _refused(f"the folder {folder} is read-only")
    return output.absolute()


def copy_film(film: Path, output: Path) -> None:
    """Copy a film and what lies beside it.

    Args:
        film: the finished MP4 in its own folder.
        output: as ``check_output`` answered.

    Raises:
        ExportError: the disk is full or cannot be written; no half file is left.
    """
    beside = [
        (film.with_name(name), output.with_suffix(suffix))
        for name, suffix in {**_BESIDE, **_translated(film)}.items()
    ]
    copies = [(kept, place) for kept, place in [*beside, *_shapes(film, output)] if kept.is_file()]
    try:
        with tempfile.TemporaryDirectory(dir=output.parent, prefix=".picturelock-") as new:
            staged = [(Path(new) / place.name, place, kept) for kept, place in [*copies, (film, output)]]
            for whole, _, kept in staged:
                shutil.copyfile(kept, whole)
                if whole.name.endswith(_PAGE):
                    _lead_to(whole, output.name)
            for whole, place, _ in staged:
                whole.replace(place)
    except OSError as error:
        reason = "the disk is full" if error.errno == errno.ENOSPC else error.strerror
        raise ExportError(
            f"the film is at {film}, but it could not be copied to {output}: {reason}"
        ) from error


def shape_copy(output: Path, shape: Shape) -> Path:
    """Where a further shape of a film is copied to."""
    return output.with_name(f"{output.stem}_{in_file_name(shape)}{output.suffix}")


def _shapes(film: Path, output: Path) -> list[tuple[Path, Path]]:
    """What may lie beside a film in further shapes, and where each is copied to."""
    suffixes = {**_BESIDE, **_translated(film), film.name: output.suffix}
    return [
        (film.with_name(of_shape(name, shape)), shape_copy(output, shape).with_suffix(suffix))
        for shape in SHAPES
        for name, suffix in suffixes.items()
    ]


def _lead_to(page: Path, film: str) -> None:
    """Let a transcript's times lead to the copy of the film beside it."""
    text = page.read_text(encoding="utf-8").replace('href="film.mp4', f'href="{quote(film)}')
    page.write_text(text, encoding="utf-8", newline="\n")


def _translated(film: Path) -> dict[str, str]:
    return {found.name: found.name.removeprefix("film") for found in film.parent.glob(_TRANSLATED)}


def _refused(reason: str) -> InvalidInputError:
    return InvalidInputError([Problem("--output", reason)])
