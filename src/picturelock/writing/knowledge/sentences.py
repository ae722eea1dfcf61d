"""A sentence of the knowledge: one, whole, and short enough to be spoken and shown."""

import re
from typing import Annotated

from pydantic import AfterValidator

LONGEST = 110


def _one_sentence(text: str) -> str:
    if not 10 <= len(text) <= LONGEST:
        raise ValueError(f"has {len(text)} characters; a sentence has 10 to {LONGEST}")
    if not text.endswith("."):
        raise ValueError("does not end with a full stop")
    if re.search(r"[.!?] +[A-Z]", text):
        raise ValueError("is more than one sentence")
    if text != " ".join(text.split()) or not (text[0].isupper() or text[0].isdigit()):
        raise ValueError("does not begin with a capital letter, or has stray spaces")
    return text


OneSentence = Annotated[str, AfterValidator(_one_sentence)]
