"""What a segment of each kind looks like, for the prompts."""

from picturelock.domain.frozen import Frozen
from picturelock.domain.manuscript_kind import KindName


class Form(Frozen):
    """A kind's segment: what it is, how much is narrated and spoken, and the tokens to expect at first."""

    medium: str
    segment: str
    narration: str
    dialogue: str
    cast: str
    arc: str
    tokens: float


FORMS: dict[KindName, Form] = {
    "movie": Form(
        medium="a film",
        segment="a scene that plays in one place and time and changes something for somebody",
        narration="40 to 90 words, in the present tense, only what can be seen and heard",
        dialogue="2 to 6 lines; people want something from each other and seldom say it outright",
        cast="a lead with a want and a flaw, someone in the way with good reasons, and who else is needed",
        arc="each act has a turning point; the middle changes what it is about; the end answers the start",
        tokens=300,
    ),
    "story": Form(
        medium="a story that is read aloud",
        segment="a passage with an event in it, and what it does to somebody",
        narration="60 to 130 words, with the narrator's voice",
        dialogue="0 to 4 lines",
        cast="few people, each with a want of their own",
        arc="a beginning that unsettles, a middle that costs something, an end that was never sure",
        tokens=320,
    ),
    "meme": Form(
        medium="a series of memes",
        segment="one joke: a situation everyone knows, then a turn",
        narration="the caption: at most 25 words, the turn comes last",
        dialogue="0 to 2 lines, at most 12 words each",
        cast="one to three figures that come back",
        arc="jokes that build on each other; later ones come back to earlier ones",
        tokens=150,
    ),
    "free-content": Form(
        medium="a short-form series for social media",
        segment="one post that can stand alone: a hook, one idea, something to take away",
        narration="30 to 80 words, spoken to one person",
        dialogue="0 to 3 lines",
        cast="a host, and whoever the host talks with",
        arc="from a question everyone has to an answer one can use, a step a post",
        tokens=260,
    ),
}
