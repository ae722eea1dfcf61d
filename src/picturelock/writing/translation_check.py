"""Whether a translated sentence kept what can be counted: numbers, units, codes and names."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from picturelock.domain.languages import primary

# A number of its own: no part of a code like SGLT2, HbA1c or COX-1.
_NUMBER = re.compile(r"(?<![A-Za-z])(?<![A-Za-z]-)\d+(?:[.,\u00a0\u202f'’٫٬]\d+)*")
_CODE = re.compile(r"\b(?=[A-Za-z0-9-]*[A-Za-z])[A-Za-z]+(?:-?\d+[A-Za-z]?)+\b")
_SEPARATOR = re.compile(r"[.,\u00a0\u202f'’٫٬]")
_SAFE_END = r"(?![^\W\d_])"

# How a unit may be written after its number: its symbol, and its name where a language writes it out.
_UNITS: dict[str, str] = {
    "mg": r"mg|мг|ملغم|ملغ|مغ|ملجم|ملي ?غرام|मिग्रा|मि\.? ?ग्रा\.?|मिलीग्राम|ミリグラム|毫克|밀리그램"
    r"|mil+igram\w*",
    "µg": r"[µμ]g|mcg|мкг|ميكروغرام|माइक्रोग्राम|マイクログラム|微克|마이크로그램|mi[ck]rogram\w*",
    "g": r"g|г|غرام|غ|ग्राम|グラム|克|그램|gram(?:m|me|mes|mi|mo|mos|o|os|a|as|s)?",
    "kg": r"kg|кг|كيلوغرام|كغ|किग्रा|किलोग्राम|キログラム|公斤|千克|킬로그램|[kc]h?ilogram\w*",
    "ml": r"ml|мл|مل|मिली|मि\.? ?ली\.?|ミリリットル|毫升|밀리리터|mil+ilit\w*",
    "mmHg": r"mm ?hg|мм ?рт\.? ?ст\.?|ملم ?زئبق|毫米汞柱|水銀柱ミリ(?:メートル)?",
    "mmol": r"mmol|ммоль|مليمول|毫摩尔|ミリモル|밀리몰|mil+imol\w*",
    "%": r"%|٪|％|per ?cent|prozent|por ?ciento|por cento|pour ?cent|per ?cento|процент\w*"
    r"|بالمئة|بالمائة|प्रतिशत|パーセント|百分之|퍼센트",
}
_SOURCE_UNITS = {
    unit: re.compile(rf"(?<=\d)\s*(?:{forms}){_SAFE_END}", re.I) for unit, forms in _UNITS.items()
}
_ANYWHERE = {
    unit: re.compile(rf"(?<![^\W\d_])(?:{forms}){_SAFE_END}", re.I) for unit, forms in _UNITS.items()
}
# Scripts without spaces: what follows a unit there is no end of a word.
_IN_RUN = {unit: re.compile(rf"(?:{forms})", re.I) for unit, forms in _UNITS.items()}
_UNSPACED = {"ja", "zh", "th", "ko"}
# "Once a day" has a figure there: 1日1回.
_COUNT_ONE = {"ja", "zh", "ko"}


def translation_problems(
    original: str, translated: str, *, source: str, target: str, names: Sequence[str]
) -> list[str]:
    """What did not stay the same; empty when nothing can be told.

    Args:
        original: the sentence.
        translated: its translation.
        source: its language (BCP 47).
        target: the translation's language.
        names: what must be in the translation where it is in the sentence.
    """
    if not translated.strip():
        return ["is empty"]
    found: list[str] = []
    was, now = numbers_in(original), numbers_in(translated)
    if primary(target) in _COUNT_ONE:
        was["1"] = now["1"] = max(was["1"], now["1"])
    if was != now:
        found.append(f"the numbers are {_told(now)} and must be {_told(was)}")
    found += [
        f"{unit} is missing or new" for unit in _UNITS if _count_differs(unit, original, translated, target)
    ]
    kept = _plain(translated)
    for name in dict.fromkeys([*_CODE.findall(original), *names]):
        if _plain(name) in _plain(original) and _plain(name) not in kept:
            found.append(f"{name} must stay as it is written")
    if primary(source) != primary(target) and len(original.split()) > 3 and _plain(original) == kept:
        found.append("is not translated")
    return found


def numbers_in(text: str) -> Counter[str]:
    """The numbers of a text, whatever digits and signs its language writes them with."""
    plain = "".join(str(unicodedata.digit(sign, sign)) if sign.isdigit() else sign for sign in text)
    return Counter(map(_canonical, _NUMBER.findall(plain)))


def _canonical(number: str) -> str:
    *whole, last = _SEPARATOR.split(number)
    if not whole:
        return str(int(last))
    # Three digits after the last sign are thousands, but for a nought before it: 1.234 and 0.125.
    if len(last) == 3 and whole[0] != "0" and len(whole[0]) <= 3:
        return str(int("".join([*whole, last])))
    return f"{int(''.join(whole))}.{last}".rstrip("0").rstrip(".")


def _count_differs(unit: str, original: str, translated: str, target: str) -> bool:
    said = len(_SOURCE_UNITS[unit].findall(original))
    if not said:
        return False
    forms = _IN_RUN if primary(target) in _UNSPACED else _ANYWHERE
    return len(forms[unit].findall(translated)) < said


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _told(numbers: Counter[str]) -> str:
    return ", ".join(sorted(numbers.elements())) or "none"
