"""Two-step writing without a language model: drafts from the user's own words, the same for the same seed."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from picturelock.domain.errors import Problem
from picturelock.domain.manuscript import GenerationInfo, Metadata
from picturelock.domain.manuscript_cast import Character
from picturelock.domain.manuscript_kind import KINDS, KindName, numbers_of_set
from picturelock.domain.manuscript_request import ManuscriptRequest
from picturelock.domain.manuscript_segment import Segment
from picturelock.ports.progress import Progress, Report
from picturelock.writing.manuscripts.errors import BeyondTemplatesError
from picturelock.writing.manuscripts.model_manuscript_writer import generation_info
from picturelock.writing.manuscripts.outline import acts_for
from picturelock.writing.manuscripts.sentences import sentences
from picturelock.writing.manuscripts.template.cards import HONEST_LENGTH
from picturelock.writing.manuscripts.template.idea_words import INVENTED_IDEAS, words_of
from picturelock.writing.manuscripts.template.people import invented, people_for
from picturelock.writing.manuscripts.template.telling import Telling, title_of
from picturelock.writing.manuscripts.writer import Keep, WrittenSet

WRITER = "template-writer (no AI model)"
MOST_QUOTES = 6
LONGEST_QUOTE = 240
_ACTS = (
    "Something arrives that cannot be explained away, and {lead} cannot leave it alone.",
    "Past the line where everyone turns round, the rules are different and every step costs something.",
    "What was looked for is found, and it is not what it was called; the price comes due.",
    "{lead} decides, and what was kept shut is opened by the one who shut it.",
)
_VOICES: dict[KindName, str] = {
    "movie": "A quiet narrator who says what can be seen and leaves the rest to the faces.",
    "story": "Someone who was there, tells it without hurry, and smiles at the places where it hurts.",
    "meme": "Deadpan, short, and a little tired.",
    "free-content": "Friendly and plain, as to one person across a table.",
}


class TemplateManuscriptWriter:
    """Implements ``ManuscriptWriter`` from cards that ship with the project.

    A movie or story reaches 60 segments and memes or free content 30 before a card would be told twice;
    more is refused instead of filled. It writes English only, and says so.
    """

    @property
    def name(self) -> str:
        return WRITER

    async def write_metadata(
        self, request: ManuscriptRequest, *, script_id: str, now: datetime, report: Report
    ) -> Metadata:
        """Step 1; see ``ManuscriptWriter``."""
        check_length(request.kind, request.count)
        idea = request.idea or INVENTED_IDEAS[request.seed % len(INVENTED_IDEAS)]
        asked = request.model_copy(update={"idea": idea})
        words = words_of(idea)
        roster = _roster(request)
        lead = roster[0].name
        info = generation_info(
            asked,
            script_id=script_id,
            now=now,
            writer=WRITER,
            model=None,
            document_facts=_quotes(request),
            notes=_notes(request),
        )
        metadata = Metadata(
            title=title_of(words, request.seed),
            short_summary=_summary(request.kind, roster, words.subject),
            description=f"A draft from templates, told around {words.subject}, in {request.count} segments.",
            hashtags=tuple(dict.fromkeys(f"#{motif.replace(' ', '')}"[:100] for motif in words.motifs[:5])),
            narrator_voice=_VOICES[request.kind],
            generation_info=info,
            characters_roster=roster,
            story_outline=("to come",),
            acts=_acts(request, lead),
        )
        report(Progress(done=1, message="planned"))
        return metadata.model_copy(update={"story_outline": tuple(Telling(metadata).outline())})

    async def write_set(
        self,
        metadata: Metadata,
        set_number: int,
        size: int,
        *,
        known: Sequence[Segment] = (),
        keep: Keep,
        report: Report,
    ) -> WrittenSet:
        """Step 2; see ``ManuscriptWriter``."""
        info: GenerationInfo = metadata.generation_info
        numbers = numbers_of_set(set_number, size, info.total_segments)
        check_length(info.kind, info.total_segments)
        there = {segment.segment_number: segment for segment in known}
        # A long script takes some milliseconds to tell; the event loop need not wait for it.
        told = await asyncio.to_thread(lambda: Telling(metadata).segments())
        for done, number in enumerate(numbers, 1):
            if number not in there:
                there[number] = told[number - 1]
                await keep(told[number - 1])
            report(
                Progress(done=done / len(numbers), message=f"{done} of {len(numbers)} segments of this set")
            )
        return WrittenSet(segments=tuple(there[number] for number in numbers))


def check_length(kind: KindName, count: int) -> None:
    """Raise ``BeyondTemplatesError`` for more segments than there are cards to tell."""
    most = HONEST_LENGTH[kind]
    if count > most:
        row = KINDS[kind]
        raise BeyondTemplatesError(
            [
                Problem(
                    row.count_field,
                    f"the template writer can fill {most} segments of a {row.label} without saying anything "
                    f"twice; {count} are asked for. A language model (PICTURELOCK_MODEL) can write them.",
                )
            ]
        )


def _roster(request: ManuscriptRequest) -> tuple[Character, ...]:
    own = request.cast
    wanted = people_for(request.count) if not own else max(0, request.row.fewest_characters - len(own))
    return (*own, *invented(own, wanted, request.seed, request.idea or ""))


def _summary(kind: KindName, roster: Sequence[Character], subject: str) -> str:
    lead, other = roster[0].name, roster[min(1, len(roster) - 1)].name
    if kind == "meme":
        return f"A series of memes around {subject}, with {lead} in the picture. A draft from templates."
    if kind == "free-content":
        return (
            f"A short series around {subject}, a question a post, hosted by {lead}. A draft from templates."
        )
    return (
        f"{lead} wants to know what is true about {subject}, and {other} has reasons to keep it shut. "
        "What they find is not what either expected, and one of them opens the door at last. "
        "A draft from templates."
    )


def _acts(request: ManuscriptRequest, lead: str) -> tuple[str, ...]:
    if request.kind not in ("movie", "story"):
        return ()
    count = min(len(_ACTS), acts_for(request.count))
    # The first and the last act are always told.
    chosen = _ACTS if count == len(_ACTS) else (*_ACTS[: count - 1], _ACTS[-1])
    return tuple(act.replace("{lead}", lead) for act in chosen)


def _quotes(request: ManuscriptRequest) -> tuple[str, ...]:
    """Sentences of the user's documents, word for word: the first ones that can stand alone."""
    found = [
        " ".join(sentence.split())
        for document in request.reference_docs
        for sentence in sentences(document.text)[:40]
    ]
    fitting = [one for one in found if 30 <= len(one) <= LONGEST_QUOTE and one[0].isupper()]
    return tuple(dict.fromkeys(fitting))[: min(MOST_QUOTES, request.count)]


def _notes(request: ManuscriptRequest) -> tuple[str, ...]:
    notes = ["Written from templates, without a language model: a draft for layout and demos."]
    if not request.language.lower().startswith("en"):
        notes.append(f"The template writer writes English only; {request.language} was asked for.")
    if request.tone:
        notes.append("The template writer has one tone of its own and did not follow the one asked for.")
    if request.reference_docs:
        notes.append("Of the reference documents only a few sentences are quoted, word for word.")
    return tuple(notes)
