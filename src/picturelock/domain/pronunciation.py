"""How a word is said in one film, as a person taught it."""

import re

from pydantic import Field, field_validator

from picturelock.domain.frozen import Frozen

# The sounds of the world's languages (International Phonetic Alphabet), as they are typed.
_IPA = re.compile(
    r"[a-zæçðøħŋœβθχɐ-ʯʰʲʷˠˤˈˌːˑ.̀-ͯ‿ɡ ]+"  # the last of these are marks over a letter
)
_RESPELLED = re.compile(r"[\w'’ -]+")


class Pronunciation(Frozen):
    """A word as it is written, and how it is said.

    ``say`` is a respelling as a dictionary for patients gives it, with the stressed syllable in capitals
    ("zin TAH rah"), or the sounds in the International Phonetic Alphabet between slashes ("/zɪnˈtɑːɹə/").
    """

    word: str = Field(min_length=1, max_length=60)
    say: str = Field(min_length=1, max_length=120)

    @field_validator("word")
    @classmethod
    def _one_word(cls, word: str) -> str:
        word = word.strip()
        if len(word.split()) != 1 or not any(sign.isalnum() for sign in word):
            raise ValueError("must be one word, as it is written in the script")
        return word

    @field_validator("say")
    @classmethod
    def _sayable(cls, say: str) -> str:
        say = say.strip()
        sounds = ipa_of(say)
        if sounds is None:
            if not _RESPELLED.fullmatch(say) or not any(sign.isalnum() for sign in say):
                message = "must be syllables such as “zin TAH rah”, or sounds between slashes: “/zɪnˈtɑːɹə/”"
                raise ValueError(message)
        elif not _IPA.fullmatch(sounds):
            strange = next(sign for sign in sounds if not _IPA.fullmatch(sign))
            raise ValueError(f"{strange!r} is no sign of the International Phonetic Alphabet")
        return say


def ipa_of(say: str) -> str | None:
    """The sounds between slashes; None when it is a respelling."""
    return say[1:-1].strip() if len(say) > 2 and say[0] == say[-1] == "/" else None
