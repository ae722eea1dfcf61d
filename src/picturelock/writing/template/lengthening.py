"""A story that would be shorter than its kind of film tells more of what it has."""

from picturelock.domain.timing import LEAD, PAUSE, TAIL, spoken_seconds
from picturelock.writing.template.story import Line, Passage, Story


def at_least(story: Story, seconds: float) -> Story:
    """The story with so many of its extra lines, then of its extra scenes, that it lasts so long.

    A story that has no more to tell stays shorter: nothing is said twice to fill the time.
    """
    passages = list(story.passages)
    for place, passage in enumerate(passages):
        if passage.keep == "extra":
            continue
        for number, line in enumerate(passage.lines):
            if seconds_of(passages, story.language) >= seconds:
                break
            if line.keep == "extra":
                lines = (*passage.lines[:number], _usual(line), *passage.lines[number + 1 :])
                passage = passage.model_copy(update={"lines": lines})
                passages[place] = passage
    for place, passage in enumerate(passages):
        if passage.keep == "extra" and seconds_of(passages, story.language) < seconds:
            passages[place] = passage.model_copy(update={"keep": "usual"})
    return story.model_copy(update={"passages": tuple(passages)})


def _usual(line: Line) -> Line:
    return line.model_copy(update={"keep": "usual"})


def seconds_of(passages: list[Passage], language: str) -> float:
    """How long an ordinary telling takes at least, whichever wording is chosen; without the extra lines."""
    told = [
        [line for line in passage.lines if line.keep != "extra"]
        for passage in passages
        if passage.keep != "extra"
    ]
    return sum(
        LEAD + TAIL + PAUSE * (len(lines) - 1)
        + sum(min(spoken_seconds(way, language) for way in (*line.say, *line.plain)) for line in lines)
        for lines in told
    )  # fmt: skip
