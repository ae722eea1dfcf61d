"""Which of Debian's Noto families stands beside Inter for a language; each is there regular and bold."""

_BY_LANGUAGE = {
    **dict.fromkeys(("ar", "ckb", "fa", "ps", "sd", "ug", "ur"), "Noto Sans Arabic"),
    **dict.fromkeys(("he", "iw", "yi"), "Noto Sans Hebrew"),
    **dict.fromkeys(("hi", "mr", "ne", "sa", "kok", "mai", "bho"), "Noto Sans Devanagari"),
    **dict.fromkeys(("bn", "as"), "Noto Sans Bengali"),
    **dict.fromkeys(("am", "ti"), "Noto Sans Ethiopic"),
    "gu": "Noto Sans Gujarati",
    "hy": "Noto Sans Armenian",
    "ja": "Noto Sans CJK JP",
    "ka": "Noto Sans Georgian",
    "km": "Noto Sans Khmer",
    "kn": "Noto Sans Kannada",
    "ko": "Noto Sans CJK KR",
    "lo": "Noto Sans Lao",
    "ml": "Noto Sans Malayalam",
    "my": "Noto Sans Myanmar",
    "pa": "Noto Sans Gurmukhi",
    "si": "Noto Sans Sinhala",
    "ta": "Noto Sans Tamil",
    "te": "Noto Sans Telugu",
    "th": "Noto Sans Thai",
}
_HAN = {
    "hk": "Noto Sans CJK HK",
    "mo": "Noto Sans CJK HK",
    "tw": "Noto Sans CJK TC",
    "hant": "Noto Sans CJK TC",
}


def script_family(tag: str) -> str:
    """The family for what Inter lacks in texts of a language (BCP 47); empty where Inter has all of it.

    Inter has the Latin, Cyrillic and Greek letters. Han characters differ by region: the tag decides.
    """
    primary, *rest = tag.lower().split("-")
    if primary in ("zh", "yue", "cmn"):
        regional = [family for part, family in _HAN.items() if part in rest]
        return regional[0] if regional else "Noto Sans CJK HK" if primary == "yue" else "Noto Sans CJK SC"
    return _BY_LANGUAGE.get(primary, "")
