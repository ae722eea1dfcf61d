"""The drawn sign that goes with some words; a plain one where none does."""

import re

# The first row that has one of the text's words, or words that begin so, gives the sign.
_SIGNS = tuple(
    (sign, re.compile(rf"\b(?:{words})", re.IGNORECASE))
    for sign, words in (
        ("pill", r"tablet|capsule|dose|medicine|cream"),
        ("gauge", r"kilocalories|kilojoules|calories|kcal|energy|weighs"),
        ("leaf", r"oats?\b|fibre|plants?\b|herb|grain|fruit|nuts?\b|recycl|paper|wood"),
        ("drop", r"water|milk|drink|juice|oil|drops?\b|drip|runny|coffee|tea\b|wash"),
        ("sun", r"sun\b|sunny|summer|warm|hot\b"),
        ("moon", r"sleep|night"),
        ("shield", r"safe|protect"),
        ("calendar", r"weeks?\b|months?\b|years?\b|days?\b"),
        ("clock", r"hours?\b|minutes?\b|time\b"),
        ("people", r"adults|children|people|family|farms"),
        ("box", r"carton|pack|parts?\b|steel"),
        ("home", r"home|house|kitchen|dishwasher|fridge"),
        ("heart", r"heart|love"),
    )
)


def sign_of(text: str) -> str:
    """The name of a sign that the Remotion templates can draw."""
    return next((sign for sign, words in _SIGNS if words.search(text)), "check")
