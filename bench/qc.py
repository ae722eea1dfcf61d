"""What quality control of a film costs beside a bare decode of its picture, in seconds of processor time.

Run: .venv/bin/python bench/qc.py FILM.mp4
"""

import asyncio
import resource
import subprocess
import sys
from pathlib import Path

from picturelock.providers.film.ffmpeg import ffmpeg_program
from picturelock.providers.film.probe import probe
from picturelock.providers.quality.inspection import inspect


def spent() -> float:
    """Seconds of processor time of this process and those it waited for."""
    whole = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(used.ru_utime + used.ru_stime for used in whole)


def main(film: Path) -> None:
    before = spent()
    decode = [
        ffmpeg_program(),
        "-v",
        "error",
        "-threads",
        "1",
        "-i",
        str(film),
        "-map",
        "0:v",
        "-f",
        "null",
        "-",
    ]
    subprocess.run(decode, check=True)
    bare = spent() - before
    before = spent()
    report = asyncio.run(inspect(film))
    checked = spent() - before
    media = probe(film)
    picture = media.picture
    assert picture is not None, "a film has a picture"
    print(f"{media.seconds:.1f} s of {picture.width}x{picture.height}, {len(report.findings)} findings")
    print(f"bare decode {bare:.2f} s, quality control {checked:.2f} s: {checked / bare:.1f} times")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
