"""The installed font that a title is set in: Inter where it has the letters, else the nearest to it."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from picturelock.domain.errors import MissingToolError
from picturelock.providers.installed_fonts import code_span, listed_fonts

_FAMILIES = ("Inter", "Noto Sans", "Noto")
# fontconfig's own scale; 200 is bold.
_WEIGHT = 190
_UNSEEN = ("Cc", "Cf", "Zs", "Zl", "Zp")


@dataclass(frozen=True)
class TitleFont:
    """A font file, the face in it, and the text with only the characters that it has."""

    file: Path
    face: int
    text: str


@dataclass(frozen=True)
class _Face:
    file: str
    face: int
    family: str
    weight: float
    spans: tuple[tuple[int, int], ...]

    def has(self, character: str) -> bool:
        code = ord(character)
        return any(first <= code <= last for first, last in self.spans)


def title_font(text: str) -> TitleFont:
    """The font for a title. Blocks for a moment at the first call.

    Raises:
        MissingToolError: fontconfig is not installed, or there is no font at all.
    """
    text = " ".join(unicodedata.normalize("NFC", text).split())
    seen = [one for one in dict.fromkeys(text) if unicodedata.category(one) not in _UNSEEN]
    # A sign that the best font for the letters does not have is left out.
    letters = [one for one in seen if unicodedata.category(one)[0] in "LMN"]
    faces = _faces()
    if not faces:
        raise MissingToolError("fonts", needed_for="titles", install="apt-get install fonts-inter")
    found = min(faces, key=lambda face: (sum(not face.has(one) for one in letters), *_rank(face)))
    kept = "".join(one for one in text if one not in seen or found.has(one))
    return TitleFont(Path(found.file), found.face, " ".join(kept.split()))


def _rank(face: _Face) -> tuple[float, ...]:
    family = next((place for place, name in enumerate(_FAMILIES) if face.family.startswith(name)), 9)
    plain = face.family.split(",")[0] in _FAMILIES
    return (family, not plain, abs(face.weight - _WEIGHT))


@cache
def _faces() -> tuple[_Face, ...]:
    """All upright faces with one weight."""
    form = "%{file}\t%{index}\t%{family}\t%{weight}\t%{charset}"
    listed = listed_fonts(form, ":slant=0:variable=False", needed_for="titles")
    return tuple(
        _Face(file, int(index), family, float(weight), tuple(code_span(part) for part in charset.split()))
        for line in sorted(listed)
        for file, index, family, weight, charset in [line.split("\t")]
        if file.endswith((".otf", ".ttf", ".ttc"))
    )
