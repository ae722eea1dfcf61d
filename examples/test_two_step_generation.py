"""Writes scripts of all four kinds on a running server, and checks what the server promises.

    python examples/test_two_step_generation.py --url http://127.0.0.1:8000 --segments 12

It needs nothing but Python. Every line it prints is a promise that was kept. At the first broken one it says
what was expected and what came, and ends with 1. Without a server it says how to start one, and ends with 2.
With a language model behind the server, each kind is written four times over: mind the cost.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator

from two_step_bad_requests import check_bad_metadata, check_bad_requests, check_idea, refused
from two_step_client import (
    CAST,
    IDEA,
    KINDS,
    PATIENCE,
    BrokenPromiseError,
    Json,
    Kind,
    NoServerError,
    Server,
    answered,
    holds,
    planned,
    promise,
)

# Step 1


def check_metadata(kind: Kind, metadata: Json, segments: int) -> None:
    """Step 1 answers everything that step 2 needs."""
    told = (
        *("title", "short_summary", "description", "hashtags", "narrator_voice"),
        *("characters_roster", "story_outline", "generation_info"),
    )
    promise("the metadata has every field", [], [name for name in told if name not in metadata])
    texts = [metadata["title"], metadata["short_summary"]]
    holds("title and summary are told", all(isinstance(text, str) and text.strip() for text in texts), texts)
    holds("there is an outline", bool(metadata["story_outline"]), metadata["story_outline"])
    roster = metadata["characters_roster"]
    names = ("id", "name", "physical_appearance", "personality", "voice_characteristics")
    holds(
        "every character has an id, a name and its traits",
        bool(roster) and all(name in character for character in roster for name in names),
        roster,
    )
    info = metadata["generation_info"]
    promise(
        "both counts are told",
        (segments, segments),
        (info.get("total_segments"), info.get("segments_planned")),
    )
    names = ("generated_at", "idea", "no_narration", "narration_only_first", "adult_story")
    names += ("kind", "model", "writer", "usage", "script_id")
    promise("generation_info has every field", [], [name for name in names if name not in info])
    holds(
        "tokens, calls and cost are told", "cost" in info["usage"] and "calls" in info["usage"], info["usage"]
    )


# Step 2


def sets_of(server: Server, kind: Kind, answer: Json, segments: int, *, save: bool = False) -> Iterator[Json]:
    """Every set: by turns in both spellings, and with the metadata bare and wrapped."""
    sets = -(-segments // kind.set_size)
    for number in range(1, sets + 1):
        asked: Json = {"metadata": answer, "set_number": number, "segments_per_set": kind.set_size}
        if number % 2 == 0:
            asked = {
                "metadata": answer["metadata"],
                "batch_number": number,
                "segments_per_batch": kind.set_size,
            }
        asked["save_to_files"] = save
        yield answered(f"set {number}", 200, server.ask(kind.step_2, asked))["segments"]


def check_sets(server: Server, kind: Kind, answer: Json, segments: int) -> list[Json]:
    """All sets of a script; its segments."""
    found: list[Json] = []
    for number, made in enumerate(sets_of(server, kind, answer, segments), 1):
        last = number * kind.set_size >= segments
        following = None if last else number + 1
        asked = min(kind.set_size, segments - len(found))
        listed = made["story_set"]["segments"]
        spelled = (made["success"], made["set_number"], made["batch_number"], made["segments_count"])
        promise(
            f"set {number} says its number and count, in both spellings",
            (True, number, number, asked),
            spelled,
        )
        promise(f"set {number} is there in both places", listed, made["segments"])
        said = (made["next_set_number"], made["next_batch_number"], made["is_complete"])
        promise(f"set {number} says what comes next", (following, following, last), said)
        promise(
            f"set {number} has the script's title", answer["metadata"]["title"], made["story_set"]["title"]
        )
        found += listed
    numbers = [segment["segment_number"] for segment in found]
    promise(f"the segments are 1 to {segments}, each once, in order", list(range(1, segments + 1)), numbers)
    holds("every segment has a title", all(segment["title"].strip() for segment in found), found)
    check_speakers(answer["metadata"]["characters_roster"], found)
    return found


def check_speakers(roster: list[Json], segments: list[Json]) -> None:
    """Only the roster's characters speak, by their own names."""
    known = {(character["id"], character["name"]) for character in roster}
    spoken = {(line["character_id"], line["character_name"]) for one in segments for line in one["dialogue"]}
    promise("only the roster's characters speak, by their own names", [], sorted(spoken - known))
    lines = [line for one in segments for line in one["dialogue"]]
    holds("no line of dialogue is empty", all(line["text"].strip() for line in lines), lines)


def check_again(server: Server, kind: Kind, answer: Json, segments: int, found: list[Json]) -> None:
    """A set stays what it is, and there is none past the end."""
    again = {**answer, "set_number": 1, "segments_per_set": kind.set_size}
    same = answered("set 1 again", 200, server.ask(kind.step_2, again))["segments"]["segments"]
    promise("the same set again gives the same segments", found[: kind.set_size], same)
    past = {**answer, "set_number": -(-segments // kind.set_size) + 1, "segments_per_set": kind.set_size}
    refused(server, "a set past the end", kind.step_2, past, "set_number")


def check_any_order(server: Server, kind: Kind, segments: int) -> None:
    """Sets may be asked for in any order, and segments counted under either name."""
    other = "segments" if kind.counts_in == "total_segments" else "total_segments"
    answer = planned(server, kind, idea=IDEA, **{other: segments})
    last = -(-segments // kind.set_size)
    first = (last - 1) * kind.set_size + 1
    asked = {**answer, "batch_number": last, "segments_per_batch": kind.set_size}
    made = answered("the last set first", 200, server.ask(kind.step_2, asked))["segments"]
    numbers = [segment["segment_number"] for segment in made["segments"]]
    promise("the last set may be asked for first", list(range(first, segments + 1)), numbers)
    promise("and nothing comes after it", (None, True), (made["next_batch_number"], made["is_complete"]))


def check_files(server: Server, kind: Kind, answer: Json) -> None:
    """Files are written when they are asked for, and listed."""
    asked = {**answer, "set_number": 1, "segments_per_set": kind.set_size, "save_to_files": True}
    made = answered("set 1 with files", 200, server.ask(kind.step_2, asked))["segments"]
    files = made.get("files", [])
    kept = [any(path.endswith(end) for path in files) for end in ("_metadata.json", "_set_01.json")]
    holds("the files that were written are listed", all(kept), files or sorted(made))


def check_rules(server: Server, kind: Kind) -> None:
    """The user's own cast, and both rules of narration, hold in every segment."""
    for rule in ("no_narration", "narration_only_first"):
        asked: Json = {"idea": IDEA, "total_segments": kind.set_size + 1, rule: True}
        answer = planned(server, kind, **asked, custom_character_roster=CAST)
        roster = answer["metadata"]["characters_roster"]
        for given, told in zip(CAST, roster, strict=False):
            promise(
                f"{given['name']} is as given, word for word", given, {name: told.get(name) for name in given}
            )
        holds("a character without an id gets one", bool(roster[1].get("id")), roster[1])
        made = [one for part in sets_of(server, kind, answer, kind.set_size + 1) for one in part["segments"]]
        allowed = {1} if rule == "narration_only_first" else set[int]()
        narrated = {one["segment_number"] for one in made if one["narration"]}
        promise(f"{rule} holds in every segment", [], sorted(narrated - allowed))
        holds(
            f"{rule}: dialogue carries it",
            all(one["dialogue"] for one in made if one["segment_number"] > 1),
            made,
        )


# Single call


def check_numbers(words: str, script: Json, segments: int) -> None:
    """Every segment is there once, in order."""
    numbers = [segment["segment_number"] for segment in script["segments"]]
    promise(words, list(range(1, segments + 1)), numbers)


def check_single(kind: Kind, answer: Json, segments: int) -> None:
    """The single call's answer is the whole script."""
    made = answer[kind.result_key]
    check_numbers("the single call gives all segments", made, segments)
    check_speakers(made["characters_roster"], made["segments"])
    info = made["generation_info"]
    sets = -(-segments // kind.set_size)
    told = [
        info.get(name)
        for name in ("total_segments_planned", "total_segments_generated", "total_sets", "successful_sets")
    ]
    promise("the single call counts segments and sets", [segments, segments, sets, sets], told)
    summary = [(line["set_number"], line["success"]) for line in info["generation_summary"]]
    promise("the single call sums up every set", [(number, True) for number in range(1, sets + 1)], summary)


def check_single_calls(server: Server, kind: Kind, segments: int) -> None:
    """The single call in one answer, in the background, and as events."""
    asked = {"idea": IDEA, kind.counts_in: segments, "segments_per_set": kind.set_size}
    check_single(kind, answered("the single call", 200, server.ask(kind.single, asked)), segments)

    begun = server.ask(kind.single, asked, Prefer="respond-async")
    answered("with Prefer: respond-async", 202, begun)
    place = begun.headers.get("Location")
    holds("respond-async answers 202 and where to look", bool(place), dict(begun.headers))
    check_numbers("what was written in the background is all there", wait_for(server, place), segments)

    events = server.ask(kind.single, asked, Accept="text/event-stream")
    promise(
        "as an event stream", (200, "text/event-stream"), (events.status, events.headers.get_content_type())
    )
    told = list(events_of(events.text))
    sets = [event["set_number"] for event in told if "set_number" in event]
    promise("there is one event a set", list(range(1, -(-segments // kind.set_size) + 1)), sets)
    holds("the last event is the whole script", kind.result_key in told[-1], told[-1])
    check_numbers("the events end with all segments", told[-1][kind.result_key], segments)


def wait_for(server: Server, place: str) -> Json:
    """Ask until the script is finished."""
    answer: Json = {}
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        answer = answered(f"GET {place}", 200, server.ask(place))
        if answer["status"] not in ("queued", "planning", "writing"):
            return answer
        time.sleep(0.2)
    raise BrokenPromiseError(f"{place} is not finished\n  expected: complete\n  came:     {answer!r:.600}")


def events_of(stream: str) -> Iterator[Json]:
    """The events' contents."""
    for block in stream.replace("\r\n", "\n").split("\n\n"):
        lines = [line.removeprefix("data:").strip() for line in block.split("\n") if line.startswith("data:")]
        if lines:
            yield json.loads("\n".join(lines))


def check_kind(server: Server, kind: Kind, segments: int) -> None:
    """Everything about one kind."""
    answer = planned(server, kind, idea=IDEA, **{kind.counts_in: segments})
    check_metadata(kind, answer["metadata"], segments)
    found = check_sets(server, kind, answer, segments)
    check_again(server, kind, answer, segments, found)
    check_any_order(server, kind, segments)
    check_files(server, kind, answer)
    check_bad_metadata(server, kind, answer)
    check_idea(server, kind)
    check_bad_requests(server, kind)
    check_rules(server, kind)
    check_single_calls(server, kind, segments)


def check(url: str, segments: int) -> int:
    """Check everything; the program's exit code."""
    server = Server(url)
    try:
        server.ask("/health")
        for kind in KINDS:
            print(f"{kind.name}: {segments} segments in sets of {kind.set_size}")
            check_kind(server, kind, segments)
    except NoServerError as nothing:
        print(f"{nothing}\nStart one with: ./run serve", file=sys.stderr)
        return 2
    except BrokenPromiseError as broken:
        print(f"  BROKEN  {broken}", file=sys.stderr)
        return 1
    except (KeyError, TypeError, AttributeError) as missing:
        print(f"  BROKEN  an answer is not shaped as promised: {missing!r}", file=sys.stderr)
        return 1
    print("Every promise was kept.")
    return 0


def main() -> int:
    """The program."""
    options = argparse.ArgumentParser(description="Check two-step writing on a running server.")
    options.add_argument("--url", default="http://127.0.0.1:8000")
    options.add_argument("--segments", type=int, default=12, help="how long each script is (12)")
    told = options.parse_args()
    return check(told.url, told.segments)


if __name__ == "__main__":
    sys.exit(main())
