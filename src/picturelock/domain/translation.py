"""What is said in another language, sentence by sentence, and who translated it."""

from collections.abc import Iterable

from pydantic import Field

from picturelock.domain.frozen import Frozen
from picturelock.domain.languages import LANGUAGES, primary

PERSON = "person: "
"""What ``by`` begins with where a person gave a sentence; their name follows."""


class TranslatedBeat(Frozen):
    """One sentence. It holds only as long as the beat says what it said when this was written."""

    beat_id: str
    of: str = Field(description="the beat's words that this translates")
    text: str = Field(min_length=1, max_length=480)
    by: str = Field(description="`provider:model`, or `person: ` and their name")

    @property
    def by_person(self) -> bool:
        return self.by.startswith(PERSON)


class Translation(Frozen):
    """A script's sentences in one language, as far as there are any."""

    language: str = Field(description="BCP 47")
    beats: tuple[TranslatedBeat, ...] = ()

    def of(self, text: str) -> TranslatedBeat | None:
        """The translation of a sentence, if there is one."""
        return next((beat for beat in self.beats if beat.of == text), None)

    @property
    def name(self) -> str:
        """The language's name in English, or its tag."""
        known = LANGUAGES.get(primary(self.language))
        return known.name if known else self.language


def translation_notes(
    translations: Iterable[Translation],
    sentences: Iterable[tuple[str, str]],
    *,
    accepted_by: str | None = None,
) -> tuple[str, ...]:
    """What people must know of a script's translations.

    Args:
        translations: those there are; one without a sentence was asked for and not made.
        sentences: each beat's id and words.
        accepted_by: who accepted them; None while nobody has.
    """
    spoken = list(sentences)
    notes: list[str] = []
    for translation in translations:
        missing = [beat_id for beat_id, text in spoken if translation.of(text) is None]
        machines = sorted({beat.by for beat in translation.beats if not beat.by_person})
        if len(missing) == len(spoken):
            example = f'{{"translations": {{"{translation.language}": {{"{spoken[0][0]}": "…"}}}}}}'
            notes.append(
                f"There are no {translation.name} captions: no language model has translated them. Give them "
                f"with `edit` of the script: {example}."
            )
        elif missing:
            notes.append(
                f"The {translation.name} captions lack {', '.join(missing)}: nothing is shown there."
            )
        if machines:
            seen = f"accepted by {accepted_by}" if accepted_by else "unreviewed until a person accepts them"
            notes.append(f"The {translation.name} captions were translated by {', '.join(machines)}; {seen}.")
    return tuple(notes)
