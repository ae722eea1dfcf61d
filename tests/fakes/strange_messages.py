"""Messages for the Creator Mode socket that no client of ours would send, for hypothesis."""

import json
from typing import Any

from hypothesis import strategies as st

from fakes.production import ASPIRIN

Sent = str | bytes
GONE = "vid_0000000000000000"
# One of each that is well formed; the id in it is replaced by that of the session at hand.
WELL_FORMED: tuple[dict[str, Any], ...] = (
    {"action": "start", "video_type": "moa", "payload": ASPIRIN, "limits": {"tts": {"timeout": 9.5}}},
    {"action": "resume", "video_id": GONE, "after_seq": 0},
    {"action": "accept", "version": 1, "by": "Ann", "reason": "it fits"},
    {"action": "regenerate", "feedback": "shorter", "scenes": ["s1"]},
    {"action": "vary", "count": 2, "feedback": ["bolder", "calmer"]},
    {"action": "choose", "version": 1, "expect_seq": 3},
    {"action": "edit", "data": {"shown": "mine"}},
    {"action": "skip"},
    {"action": "back", "stage": "scenes"},
    {"action": "stop", "reason": "enough"},
)
# What parsers, databases and loops stumble over, as JSON spells it.
_ODD = (
    *("NaN", "Infinity", "-Infinity", "1e999", "-1e999", "1e-999", "9" * 400, "9" * 4301, "-0", "1.0", "1E2"),
    *(str(2**31), str(2**63), str(-(2**63) - 1), str(2**64), "0", "-1", "true", "null", "[]", "{}", "[[[]]]"),
    *(r'"\ud800"', r'"\udfff\ud800"', r'"\u0000"', r'"\u202e"', '""', '" "', '"\u2028"', '"\ufeff"', r'"\x"'),
    *(
        "[" * 190 + "]" * 190,
        "[" * 5_000 + "]" * 5_000,
        '{"a":' * 195 + "1" + "}" * 195,
        '"' + "x" * 5_000 + '"',
    ),
    *(
        '"vid_%"',
        '"\' OR 1=1 --"',
        '"../../etc"',
        '"__proto__"',
        '{"__class__": 1}',
        '"accept"',
        '["accept"]',
    ),
)
_FIELDS = (
    *(
        "action",
        "video_type",
        "payload",
        "limits",
        "video_id",
        "after_seq",
        "version",
        "by",
        "actor",
        "reason",
    ),
    *("feedback", "scenes", "count", "data", "stage", "expect_seq", "key", "", "status", "seen"),
)

_odd = st.sampled_from(_ODD)
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


def _spelled(message: dict[str, str]) -> str:
    return "{" + ", ".join(f"{json.dumps(name)}: {value}" for name, value in message.items()) + "}"


@st.composite
def mutated(draw: st.DrawFn, video_id: str = GONE) -> Sent:
    """A well-formed message with some of its fields taken away, replaced, doubled or added; or as it is."""
    base = {**draw(st.sampled_from(WELL_FORMED))}
    if "video_id" in base:
        base["video_id"] = video_id
    spelled = {name: json.dumps(value) for name, value in base.items()}
    for _ in range(draw(st.integers(0, 3))):
        name = draw(st.sampled_from((*spelled, *_FIELDS)))
        match draw(st.integers(0, 3)):
            case 0:
                spelled.pop(name, None)
            case 1:
                spelled[name] = draw(_odd)
            case 2:
                spelled[name] = json.dumps(draw(_json))
            case _:
                value = draw(st.sampled_from(tuple(spelled.values()) or ("1",)))
                spelled[name] = f"{value}, {json.dumps(name)}: {draw(_odd)}"
    return _spelled(spelled)


@st.composite
def broken(draw: st.DrawFn) -> Sent:
    """Something that is no message at all: every one of these must be refused, and change nothing."""
    text = json.dumps(draw(st.sampled_from(WELL_FORMED)))
    # Those with a million letters are few: they take as long as hundreds of others.
    kind = draw(st.integers(0, 28))
    match 7 if kind == 28 else kind % 7:
        case 0:
            return draw(st.binary(max_size=50))
        case 1:
            return text.encode()
        case 2:
            return text[: draw(st.integers(0, len(text) - 1))]
        case 3:
            return draw(st.text(max_size=30).filter(lambda said: not said.lstrip().startswith("{")))
        case 4:
            action = draw(st.text(max_size=12).map(lambda said: said + "!"))
            return json.dumps({"action": action, "version": draw(_json)})
        case 5:
            return _spelled(
                {"action": '"edit"', "data": '{"a": ' + draw(st.sampled_from(("NaN", "1e999"))) + "}"}
            )
        case 6:
            value = draw(st.one_of(_json, _odd.map(str)).filter(lambda said: not isinstance(said, dict)))
            return value if isinstance(value, str) else json.dumps(value)
        case _:
            # A million letters: of a name, of a text, or of nothing.
            letters = "x" * draw(st.sampled_from((999_000, 1_100_000)))
            return draw(st.sampled_from((letters, json.dumps({"action": letters}), json.dumps({letters: 1}))))
