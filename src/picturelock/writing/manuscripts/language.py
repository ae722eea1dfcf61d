"""Which language a text is in, as far as its letters and its commonest words show."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Fewer words than this do not show a language.
FEWEST_WORDS = 8
# Letters of a script that has no spaces; each counts as part of a word.
FEWEST_LETTERS = 8
_COMMON = {
    "en": "the and of to in is was that it for with on he she they his her not but you what this are",
    "de": "der die das und ist nicht ein eine zu den mit sich auf für er sie es im dem ich wir aber dass",
    "fr": "le la les et est dans un une des du que qui ne pas pour il elle sur au ce je vous nous avec mais",
    "es": "el la los las y es en un una de que no se por con para del lo su como más pero yo está al",
    "it": "il la che di e è non un una per con sono si del della le i ma da nel come più gli alla ha",
    "pt": "o a os as e é em um uma de que não se por com para do da no na mas como mais ele ela",
    "nl": "de het een en is niet van op te dat die in ze hij zijn voor met maar aan ook er naar wat bij",
    "sv": "och att det är en som på inte av för med den ett han hon jag men var till har de om så vi",
    "pl": "i w nie na się z że to jest do jak ale o co tak za po od przez jego jej był być już",
    "tr": "ve bir bu da de için ne çok ama gibi daha o değil var mi kadar sonra olarak ile ben sen olan her",
    "id": "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena ada mereka dia",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_SCRIPTS = {
    "CYRILLIC": "ru uk bg sr mk be kk ky mn",
    "ARABIC": "ar fa ur ps ckb sd",
    "HEBREW": "he yi iw",
    "DEVANAGARI": "hi mr ne sa",
    "BENGALI": "bn as",
    "GREEK": "el",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh ja yue",
    "THAI": "th",
    "TAMIL": "ta",
    "TELUGU": "te",
    "GUJARATI": "gu",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
}
_OTHER_SCRIPT = {language for names in _SCRIPTS.values() for language in names.split()}


def is_in(text: str, language: str) -> bool | None:
    """Whether a text is in a language; None when the text is too short, or the language not known here.

    Args:
        text: prose.
        language: BCP 47; only its first part counts.
    """
    wanted = language.split("-")[0].lower()
    script = _script(text)
    if script is None:
        return None
    if script != "LATIN":
        return wanted in _SCRIPTS[script].split()
    if wanted in _OTHER_SCRIPT and "latn" not in language.lower():
        return False
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < FEWEST_WORDS:
        return None
    hits = {known: sum(word in common for word in words) for known, common in _WORDS.items()}
    best = max(hits, key=lambda known: hits[known])
    if wanted not in hits:
        # A language without a list: only a text that is plainly in another one is told.
        return False if hits[best] >= max(4, 0.25 * len(words)) else None
    if hits[best] < max(3, 0.08 * len(words)):
        return None
    return hits[wanted] >= 0.7 * hits[best]


def _script(text: str) -> str | None:
    """The script that most letters are of; None when there are too few letters."""
    found = Counter(_script_of(letter) for letter in text if letter.isalpha())
    if found.total() < FEWEST_LETTERS:
        return None
    # Japanese is told by its kana, even where most letters are Han.
    if (found["HIRAGANA"] + found["KATAKANA"]) * 5 > found.total():
        return "HIRAGANA"
    script, count = found.most_common(1)[0]
    return script if count * 2 > found.total() and (script == "LATIN" or script in _SCRIPTS) else None


@lru_cache(maxsize=4096)
def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "OTHER").split()[0]
