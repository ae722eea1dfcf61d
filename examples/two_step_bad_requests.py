"""What two-step writing has to refuse: each with a status that says so, and the name of the field."""

from two_step_client import CAST, IDEA, KINDS, Json, Kind, Server, answered, holds, planned


def check_idea(server: Server, kind: Kind) -> None:
    """A movie and a story need an idea; for the others one is invented."""
    if kind.needs_idea:
        refused(server, "no idea", kind.step_1, {kind.counts_in: 2}, "idea")
        return
    info = planned(server, kind, **{kind.counts_in: 2})["metadata"]["generation_info"]
    holds("without an idea one is invented", bool(info["idea"]), info)


def check_bad_requests(server: Server, kind: Kind) -> None:
    """Nothing is written for a request that is not valid, and its field is named."""
    asked = {"idea": IDEA, kind.counts_in: 2}
    for count in (0, -1, 10**9, "two"):
        refused(server, f"{count!r} segments", kind.step_1, {**asked, kind.counts_in: count}, kind.counts_in)
    both = {**asked, "no_narration": True, "narration_only_first": True}
    refused(server, "no narration, and narration only first", kind.step_1, both, "narration_only_first")
    twice = {**asked, "custom_character_roster": [CAST[0], CAST[0]]}
    refused(server, "the same character twice", kind.step_1, twice, "custom_character_roster")
    young = [{"name": "Kit", "physical_appearance": {"age": 17}}]
    refused(
        server,
        "an adult story with somebody of 17",
        kind.step_1,
        {**asked, "adult_story": True, "custom_character_roster": young},
        "age",
    )
    for path in (kind.step_1, kind.step_2, kind.single):
        answer = server.ask(path, "{this is not JSON")
        holds(
            f"{path}: what is not JSON is refused", 400 <= answer.status < 500, (answer.status, answer.text)
        )


def check_bad_metadata(server: Server, kind: Kind, answer: Json) -> None:
    """Metadata is looked at before anything is written."""
    metadata = answer["metadata"]
    without = {name: value for name, value in metadata.items() if name != "characters_roster"}
    refused(server, "metadata without its roster", kind.step_2, {"metadata": without}, "characters_roster")
    other = next(one for one in KINDS if one.name != kind.name)
    refused(server, f"a {kind.name}'s metadata at a {other.name}'s endpoint", other.step_2, answer, "kind")
    for directory in ("../elsewhere", "/tmp/elsewhere"):
        outside = {**answer, "save_to_files": True, "output_directory": directory}
        refused(server, f"files in {directory}", kind.step_2, outside, "output_directory")


def refused(server: Server, words: str, path: str, body: object, field: str = "", status: int = 422) -> None:
    """A bad request gets its status, and names the field."""
    answer = server.ask(path, body)
    answered(words, status, answer)
    holds(f"{words}: {status}{f', and {field} is named' if field else ''}", field in answer.text, answer.text)
