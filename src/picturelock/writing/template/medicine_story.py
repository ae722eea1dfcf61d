"""Films about how a medicine works: a known one, one known by its class, or one not known at all."""

from pydantic import JsonValue

from picturelock.domain.brief import Brief
from picturelock.domain.frozen import JsonObject
from picturelock.domain.scene import Source
from picturelock.writing.knowledge.facts import facts_at_hand
from picturelock.writing.knowledge.portrait import (
    CRAFT_SOURCE,
    KnownLine,
    KnownScene,
    Portrait,
    portrait_of,
)
from picturelock.writing.phrases.phrases import in_english, phrase, phrases_at_hand, ways
from picturelock.writing.phrases.translated import look_up
from picturelock.writing.template.class_story import tell_class
from picturelock.writing.template.combination_story import tell_combination
from picturelock.writing.template.lengthening import at_least
from picturelock.writing.template.risk_passage import risks_earlier
from picturelock.writing.template.shared import (
    POINT,
    closing,
    from_documents,
    opening,
    points_props,
    speaks_plainly,
    use_props,
)
from picturelock.writing.template.story import CRAFT, Line, Passage, Picture, Story, from_brief
from picturelock.writing.template.table_story import tell_medicine_of_table
from picturelock.writing.template.unknown_story import tell_unknown
from picturelock.writing.template.wording import capitalised, fitting, in_sentence, spoken

# A film about a mechanism of action has at least a minute.
SHORTEST = 60.0


def tell_mechanism(brief: Brief) -> Story:
    """The story of how a medicine works, as long as such a film is where there is enough to tell."""
    story = at_least(tell_medicine(brief), SHORTEST)
    filler = phrase("look.shown") if not story.plain else phrase("social.ask_plain").rstrip(".。।")
    passages = risks_earlier(story.passages, filler, story.language, plain=story.plain)
    return story.model_copy(update={"passages": passages})


def tell_medicine(brief: Brief) -> Story:
    """The story of the brief's medicine, from as much as is generally known about it."""
    facts = facts_at_hand()
    known = look_up(brief.subject, facts, phrases_at_hand())
    if known.medicine is not None:
        own = facts.medicine_called(known.medicine.name) in facts.own
        portrait = None if own or not in_english() else portrait_of(known.medicine.name)
        if portrait is not None:
            return _tell_known(brief, portrait)
        return tell_medicine_of_table(brief, known.medicine, own=own)
    if known.combination:
        return tell_combination(brief, known.combination)
    return tell_class(brief, known.stem) if known.stem is not None else tell_unknown(brief, known)


def in_its_case(name: str) -> str:
    """A medicine's name within a sentence: a substance's in small letters, a brand's as it is written."""
    known = facts_at_hand().look_up(name).medicine if in_english() else None
    return known.name if known is not None and known.name.casefold() == name.casefold() else name


def _tell_known(brief: Brief, medicine: Portrait) -> Story:
    condition = spoken(brief.context)
    use = medicine.use_for(condition)
    told = [
        _passage(brief, medicine, scene, told_for=(use or medicine.uses[0]).id)
        for scene in medicine.scenes
        if not scene.uses or (use or medicine.uses[0]).id in scene.uses
    ]
    start = next((passage for passage in told if passage.role == "opening"), None)
    end = next(passage for passage in told if passage.role == "closing")
    middle = [passage for passage in told if passage not in (start, end)]
    notes: list[str] = []
    if use is None:
        notes.append(
            f"“{condition}” is not among the uses that the template writer knows of {medicine.name} "
            f"({'; '.join(known.name for known in medicine.uses)}), so the film tells how it works, no more."
        )
    first = start if start and use else opening(brief, medicine.name.lower(), used=use is not None)
    return Story(
        titles=(
            phrase("film.how", name=medicine.name.lower(), Name=capitalised(medicine.name.lower())),
            phrase("film.happens", name=medicine.name),
        ),
        passages=(first, *middle, _uses(brief, medicine), *from_documents(brief), closing(brief, end)),
        plain=speaks_plainly(brief),
        notes=tuple(notes),
    )


def _passage(brief: Brief, medicine: Portrait, scene: KnownScene, *, told_for: str) -> Passage:
    condition = spoken(brief.context)
    return Passage(
        role=scene.role,
        titles=tuple(map(phrases_at_hand().own, scene.titles)),
        purpose=scene.purpose.replace("{condition}", condition),
        keep=scene.keep,
        lines=tuple(
            _line(brief, medicine, line) for line in scene.lines if not line.uses or told_for in line.uses
        ),
        template=scene.template,
        props={name: _filled(value, condition) for name, value in _shown(brief, scene).items()},
    )


def _shown(brief: Brief, scene: KnownScene) -> JsonObject:
    return {**scene.props, **scene.plain_props} if speaks_plainly(brief) else scene.props


def _filled(value: JsonValue, condition: str) -> JsonValue:
    if isinstance(value, dict):
        return {name: _filled(entry, condition) for name, entry in value.items()}
    if isinstance(value, list):
        return [_filled(entry, condition) for entry in value]
    if isinstance(value, str):
        return capitalised(condition) if value == "{condition}" else phrases_at_hand().own(value)
    return value


def _line(brief: Brief, medicine: Portrait, line: KnownLine) -> Line:
    condition = in_sentence(brief.context)
    own = phrases_at_hand().own
    sources: list[Source] = []
    if any("{condition}" in way for way in line.say):
        sources.append(from_brief("context", brief.context))
    if line.source == CRAFT_SOURCE:
        sources = sources or [CRAFT]
    else:
        sources.append(Source(kind="knowledge", name=medicine.sources[line.source]))
    return Line(
        id=line.id,
        say=tuple(own(way).replace("{condition}", condition) for way in line.say),
        plain=tuple(own(way).replace("{condition}", condition) for way in line.plain),
        keep=line.keep,
        sources=tuple(sources),
    )


def _uses(brief: Brief, medicine: Portrait) -> Passage:
    """What the medicine is generally used for; told in a longer film only."""
    named = [use.name for use in medicine.uses]
    lines = tuple(
        Line(
            id=f"use{number}",
            say=ways("uses.say", Name=medicine.name, name=medicine.name.lower(), use=name)
            if number == 0
            else ways("uses.also", use=name),
            sources=(Source(kind="knowledge", name=medicine.sources[medicine.use_source]),),
        )
        for number, name in enumerate(named)
    )
    statements = [(name[0].upper() + name[1:], "check", f"use{number}") for number, name in enumerate(named)]
    filler = fitting(
        POINT, phrase("uses.this_film", condition=spoken(brief.context)), phrase("uses.this_film_short")
    )[0]
    large = use_props(medicine.name, fitting(120, "; ".join(named), named[0])[0])
    whole = len(named) == 1 or "; ".join(named) in str(large.values())
    return Passage(
        role="uses",
        titles=ways("uses.titles"),
        purpose=f"The viewer knows what {medicine.name} is generally used for.",
        keep="extra",
        lines=lines,
        template="key_points",
        props=points_props(phrase("uses.titles"), statements, filler),
        otherwise=(Picture(template="title", props=large),) if whole else (),
    )
