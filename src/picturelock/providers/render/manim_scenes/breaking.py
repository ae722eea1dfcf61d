"""Where a text may be broken into lines, by its language: between words, phrases, characters, syllables."""

import re
import unicodedata
from dataclasses import dataclass

from picturelock.domain.hyphens import breaks_words, syllables
from picturelock.domain.picture_language import PictureLanguage
from picturelock.domain.spoken_words import spoken_words

# No line begins with these (JIS X 4051, GB/T 15834), and none ends with those.
NEVER_FIRST = frozenset(
    ",.;:!?)]}»”’%‰°′″…‥—"
    "、。，．・：；！？）］｝〕〉》」』】〗〙〛〜～％‰℃＝゠"
    "ーゝゞ々〻ヽヾぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    "।॥؟؛،۔"
)
NEVER_LAST = frozenset("([{«“‘（［｛〔〈《「『【〖〘〚¿¡")
_WITHOUT_SPACES = {"ja", "zh", "yue", "cmn", "th", "lo", "km", "my"}
# Characters that may be parted where no phrases are known.
_HAN_OR_KANA = re.compile(
    r"[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


@dataclass(frozen=True)
class Piece:
    """What is never broken; whether a space goes before it, or a hyphen behind it where a line ends."""

    text: str
    spaced: bool = False
    hyphen: bool = False


def coarse_pieces(text: str, language: PictureLanguage) -> list[Piece]:
    """Words, or phrases where a language is written without spaces: the breaks that read best."""
    pieces: list[Piece] = []
    for word in text.split(" "):
        parts = spoken_words(word, language.tag) if language.primary in _WITHOUT_SPACES else [word]
        pieces += _spaced(_kept_together(parts or [word]), spaced=bool(pieces))
    return pieces


def fine_pieces(text: str, language: PictureLanguage) -> list[Piece]:
    """The smallest pieces: Han and kana one by one, syllables of long words; the rest by whole words."""
    pieces: list[Piece] = []
    for word in text.split(" "):
        if _HAN_OR_KANA.search(word):
            pieces += _spaced(_kept_together(_characters(word)), spaced=bool(pieces))
            continue
        bound = re.split(r"(?<=\w-)(?=\w{4})", word) if breaks_words(language.tag) else [word]
        parts = [part for one in bound for part in syllables(one, language.tag)]
        for place, part in enumerate(parts):
            hyphen = place + 1 < len(parts) and not part.endswith("-")
            pieces.append(Piece(part, spaced=bool(pieces) and place == 0, hyphen=hyphen))
    return pieces


def _spaced(parts: list[str], *, spaced: bool) -> list[Piece]:
    return [Piece(part, spaced=spaced and place == 0) for place, part in enumerate(parts)]


def _characters(word: str) -> list[str]:
    """Han and kana one by one; everything else as long as it goes on."""
    parts: list[str] = []
    goes_on = False
    for character in word:
        alone = bool(_HAN_OR_KANA.match(character))
        if parts and (unicodedata.combining(character) or (goes_on and not alone)):
            parts[-1] += character
        else:
            parts.append(character)
        goes_on = not alone
    return parts


def _kept_together(parts: list[str]) -> list[str]:
    """Parts joined where one would begin or end a line with what must not stand there."""
    joined: list[str] = []
    for part in parts:
        if joined and (part[0] in NEVER_FIRST or joined[-1][-1] in NEVER_LAST):
            joined[-1] += part
        else:
            joined.append(part)
    return joined
