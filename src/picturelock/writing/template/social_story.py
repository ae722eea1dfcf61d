"""A short upright film: a hook over a clip, one idea of how it works, the brief's benefit, whom to ask."""

from itertools import takewhile

from pydantic import JsonValue

from picturelock.domain.brief import Brief
from picturelock.domain.sentence import split_sentences
from picturelock.writing.phrases.phrases import phrase, ways
from picturelock.writing.template.lengthening import seconds_of
from picturelock.writing.template.medicine_story import in_its_case, tell_medicine
from picturelock.writing.template.quotes import pieces
from picturelock.writing.template.risk_passage import risks_apart
from picturelock.writing.template.shared import points_props, speaks_plainly
from picturelock.writing.template.story import CRAFT, LONGEST_BEAT, Line, Passage, Story, from_brief
from picturelock.writing.template.wording import capitalised, fitting, in_sentence, spoken

# With the voice's own breath the film stays under 45 seconds.
LONGEST = 36.0
MOST_SECONDS = 45
VARIES = 3  # seconds between the shortest wording and the longest
MOST_BENEFITS = 3
MOST_SHOWN = 80
MOST_RISKS = 3  # lines of an end card


def tell_social(brief: Brief) -> Story:
    """The story of a medicine in half a minute."""
    base = tell_medicine(brief)
    benefit = getattr(brief, "key_benefit", None)
    known = next(one for one in base.passages if one.role == "closing")
    # A combination has one for each of its parts; for more than two there is no time.
    mechanism = [one for one in base.passages if one.role.startswith("mechanism")]
    # Where nothing is known of it, what is worth asking is the film.
    questions = [one for one in base.passages if one.role == "open"]
    warnings = [one for one in base.passages if one.role.startswith("warning")]
    name = spoken(brief.subject)
    called = in_its_case(name)
    shown = [_plainly(one) if base.plain else one for one in mechanism[:2]]
    between = (
        *((_benefit(benefit),) if benefit else ()),
        *(() if mechanism else questions),
        *warnings,
    )
    closing = _closing(brief, name, known)
    ending = risks_apart(closing, phrase("social.ask_plain").rstrip(".。।"), base.language, plain=base.plain)
    passages = (_hook(brief, called), *shown, *between, *ending)
    if seconds_of([*passages], base.language) > MOST_SECONDS - VARIES:
        # Warnings are told whole, so what comes before them is told in short.
        passages = (_hook(brief, called, short=True), *map(_in_short, shown), *between, closing)
    return Story(
        titles=fitting(80, phrase("social.title", name=name), name, phrase("social.title_short")),
        passages=passages,
        plain=base.plain,
        notes=(
            *base.notes,
            *(() if mechanism else (_no_mechanism(name),)),
            *_too_long(warnings, base.language),
        ),
        longest=LONGEST,
    )


def _in_short(passage: Passage) -> Passage:
    """A mechanism of which only the first and the last line must be told, where time is short."""
    ends = (passage.lines[0], passage.lines[-1])
    lines = tuple(
        line if line in ends else line.model_copy(update={"keep": "usual"}) for line in passage.lines
    )
    return passage.model_copy(update={"lines": lines})


def _no_mechanism(name: str) -> str:
    return f"How {name} works is not known to the template writer, so the film does not show it."


def _too_long(warnings: list[Passage], language: str) -> tuple[str, ...]:
    """What is said of documents whose warnings alone leave no time for a short film."""
    seconds = seconds_of(warnings, language)
    if seconds + LONGEST / 2 <= MOST_SECONDS:
        return ()
    return (
        f"The warnings of the documents take about {seconds:.0f} s and are told whole, so the film is likely "
        f"to be longer than the {MOST_SECONDS} s of its kind; a shorter document makes a shorter film.",
    )


def _hook(brief: Brief, name: str, *, short: bool = False) -> Passage:
    condition = in_sentence(brief.context)
    asks = phrase("social.asks", name=name, Condition=capitalised(spoken(brief.context)))
    asked = fitting(
        90,
        # The kicker names the condition, too.
        *(() if short else (asks,)),
        phrase("social.asks_name", name=name, Name=capitalised(name)),
        phrase("social.asks_it"),
    )[0]
    sources = (from_brief("subject", brief.subject), from_brief("context", brief.context))
    return Passage(
        role="opening",
        titles=ways("social.question"),
        purpose=fitting(300, f"The viewer knows within two seconds what the film is about: {condition}.")[0],
        lines=(Line(id="hook", say=(asked,), sources=sources),),
        template="stock_caption",
        props={
            "headline": fitting(
                90, phrase("social.asks_name", name=name, Name=capitalised(name)), phrase("social.asks_it")
            )[0],
            "kicker": fitting(40, capitalised(spoken(brief.context)), phrase("social.title_short"))[0],
        },
        footage_words=f"people daily life {condition}"[:90],
    )


def _plainly(passage: Passage) -> Passage:
    """The mechanism's picture without what only professionals read: its subtitle, the steps in the cell."""
    props = {name: value for name, value in passage.props.items() if name != "subtitle"}
    steps = props.get("pathway")
    if isinstance(steps, list):
        props["pathway"] = steps[-1:]
    return passage.model_copy(update={"props": props})


def _benefit(text: str) -> Passage:
    said = [piece for sentence in split_sentences(text) for piece in pieces(sentence, LONGEST_BEAT)]
    lines = tuple(
        Line(id=f"b{number}", say=(piece,), sources=(from_brief("key_benefit", text),))
        for number, piece in enumerate(said)
    )
    if len(said) == 1 and len(said[0]) <= 90:
        return Passage(
            role="benefit",
            titles=ways("social.good_to_know"),
            purpose="The viewer has heard the benefit in the brief's own words.",
            lines=lines,
            template="stock_caption",
            props={
                "headline": said[0].rstrip(".。।"),
                "kicker": phrase("social.good_to_know"),
                "source": phrase("source.brief"),
            },
            footage_words="morning light calm people",
        )
    statements = [(piece, "check", f"b{number}") for number, piece in enumerate(said[:MOST_BENEFITS])]
    return Passage(
        role="benefit",
        titles=ways("social.good_to_know"),
        purpose="The viewer has heard the benefit in the brief's own words.",
        lines=lines,
        template="key_points",
        props={
            **points_props(phrase("social.good_to_know"), statements, phrase("source.brief_point")),
            "source": phrase("source.brief"),
        },
    )


def _is_short(text: str) -> bool:
    return len(text) <= MOST_SHOWN


def _closing(brief: Brief, name: str, known: Passage) -> Passage:
    plain = speaks_plainly(brief)
    ask = phrase("social.ask_plain" if plain else "social.ask")
    risks = tuple(
        line.model_copy(update={"id": f"risk{number}", "say": line.say[:1], "plain": line.plain[:1]})
        for number, line in enumerate(
            line for line in known.lines if line.id != "ask" and line.keep != "extra"
        )
    )
    # Each comes in as it is spoken: the first ones, as far as each is short enough to be shown whole.
    told = [line.ways(plain=plain)[0].rstrip(".。।") for line in risks[:MOST_RISKS]]
    shown = list[JsonValue](takewhile(_is_short, told))
    return Passage(
        role="closing",
        titles=ways("social.closing_title"),
        purpose="The viewer knows the most important risk and whom to ask.",
        lines=(*risks, Line(id="ask", say=(ask,), sources=(CRAFT,))),
        template="end_card",
        props={
            "title": fitting(60, capitalised(name), phrase("social.ask_first"))[0],
            "lines": shown,
            "safety_beat": "@ask",
            "safety": phrase("close.safety_plain" if plain else "social.safety"),
            "mark": phrase("mark"),
        },
        footage_words="soft calm light",
    )
