"""The risks that are generally known as a scene of their own, and an end card that is not held up by them."""

from picturelock.domain.frozen import JsonObject
from picturelock.writing.phrases.phrases import phrase, ways
from picturelock.writing.template.lengthening import seconds_of
from picturelock.writing.template.shared import MOST_POINTS, points_props
from picturelock.writing.template.story import Line, Passage, Picture

# A card without motion is looked at no longer, in seconds.
LONGEST_CARD = 7.0
# As many scenes as a film about a mechanism has.
MOST_SCENES = 7
_SAFETY = 1200  # the longest text of safety information


def own_risks(known: Passage) -> tuple[Line, ...]:
    """The risks that are generally known; every closing also has a line about whom to ask."""
    risks = (line for line in known.lines if line.id != "ask")
    # One wording, since the picture shows the sentence too.
    return tuple(
        line.model_copy(
            update={
                "id": f"risk{number}",
                "say": line.say[:1],
                "plain": line.plain[:1],
                # A risk that an ordinary film tells is not left out for want of time.
                "keep": "core" if line.keep == "usual" else line.keep,
            }
        )
        for number, line in enumerate(risks)
    )


def risk_passage(known: Passage, filler: str, *, plain: bool = False) -> Passage:
    """The scene of the risks that a closing tells.

    Args:
        known: the closing, with at least one line beside the one about whom to ask.
        filler: a further point, for when there is only one.
        plain: whether the film speaks to those who are no professionals.
    """
    lines = own_risks(known)
    said = [line.ways(plain=plain)[0] for line in lines]
    statements = [(text.rstrip(".。।"), "warning", line.id) for text, line in zip(said, lines, strict=True)]
    sources = {source.name for line in lines for source in line.sources if source.kind == "knowledge"}
    source: JsonObject = {}
    if len(sources) == 1 and len(line := phrase("source.one", told=next(iter(sources)))) <= 120:
        source["source"] = line
    heading, text = phrase("doctor.risks"), " ".join(said)
    safety = Picture(template="safety_information", props={"title": heading, "text": text, **source})
    return Passage(
        role="risks",
        titles=ways("doctor.risks_titles"),
        purpose="The viewer knows the most important risks.",
        lines=lines,
        template="key_points",
        props={**points_props(heading, statements, filler), **source},
        otherwise=(safety,) if len(text) <= _SAFETY else (),
    )


def risks_apart(closing: Passage, filler: str, language: str, *, plain: bool) -> tuple[Passage, ...]:
    """The closing, after a scene of its risks where they would hold the end card for too long."""
    if not own_risks(closing) or seconds_of([closing], language) <= LONGEST_CARD:
        return (closing,)
    return risk_passage(closing, filler, plain=plain), _without_risks(closing)


def risks_earlier(
    passages: tuple[Passage, ...], filler: str, language: str, *, plain: bool
) -> tuple[Passage, ...]:
    """A film's passages with its risks before the closing, where they would hold the end card for too long.

    They have a scene of their own, or in a film of many scenes the list before the closing, if it has room.
    """
    *told, closing = passages
    apart = risks_apart(closing, filler, language, plain=plain)
    scenes = [one for one in told if one.keep != "extra"]
    if len(scenes) + len(apart) <= MOST_SCENES or len(apart) == 1:
        return (*told, *apart)
    last = scenes[-1]
    points, more = last.props.get("points"), apart[0].props["points"]
    if last.template != "key_points" or not isinstance(points, list) or not isinstance(more, list):
        return passages
    risks = [point for point in more if isinstance(point, dict) and point["text"] != filler]
    if len(points) + len(risks) > MOST_POINTS:
        return passages
    longer = last.model_copy(
        update={
            "lines": (*last.lines, *apart[0].lines),
            "props": {**last.props, "points": [*points, *risks]},
        }
    )
    return (*(longer if one is last else one for one in told), apart[1])


def _without_risks(closing: Passage) -> Passage:
    """The closing that says only whom to ask. Of its card's lines those stay that are no risk."""
    *risks, ask = closing.lines
    told = {way.rstrip(".。।") for line in risks for way in (*line.say, *line.plain)}
    shown = closing.props.get("lines")
    lines = [text for text in shown if text not in told] if isinstance(shown, list) else []
    return closing.model_copy(update={"lines": (ask,), "props": {**closing.props, "lines": lines}})
