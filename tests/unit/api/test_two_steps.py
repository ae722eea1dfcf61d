"""The twelve endpoints of two-step writing: names, shapes and defaults as in the public contract."""

from typing import Any

import httpx
import pytest

from fakes.service import Opened
from picturelock.api.routes.writing import PATHS
from picturelock.domain.manuscript_kind import KINDS, KindName

ALL: tuple[KindName, ...] = ("movie", "story", "meme", "free-content")
IDEA = "A thrilling sci-fi adventure about time travelers"
Client = httpx.AsyncClient


async def post(client: Client, path: str, body: Any, **headers: str) -> httpx.Response:
    return await client.post(path, json=body, headers=headers)


async def plan(client: Client, kind: KindName, **told: Any) -> dict[str, Any]:
    answer = await post(client, PATHS[kind].plan, {"idea": IDEA, **told})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def written(client: Client, kind: KindName, body: dict[str, Any]) -> dict[str, Any]:
    answer = await post(client, PATHS[kind].sets, body)
    assert answer.status_code == 200, answer.text
    return answer.json()["segments"]


def fields(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 422, answer.text
    return [problem["field"] for problem in answer.json()["problems"]]


def numbers(segments: list[dict[str, Any]]) -> list[int]:
    return [segment["segment_number"] for segment in segments]


@pytest.mark.parametrize("kind", ALL)
async def test_step_1_answers_metadata_with_every_field_of_the_contract(
    service: Opened, kind: KindName
) -> None:
    metadata = (await plan(service.client, kind))["metadata"]

    assert {
        *("title", "short_summary", "description", "hashtags", "narrator_voice"),
        *("characters_roster", "story_outline", "generation_info"),
    } <= set(metadata)
    info = metadata["generation_info"]
    assert {"generated_at", "idea", "no_narration", "narration_only_first", "adult_story"} <= set(info)
    assert {"kind", "model", "writer", "usage", "script_id"} <= set(info)
    count = 50 if kind == "movie" else 7
    assert (info["total_segments"], info["segments_planned"]) == (count, count)
    for character in metadata["characters_roster"]:
        assert {"id", "name", "physical_appearance", "personality", "voice_characteristics"} <= set(character)


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("name", ["total_segments", "segments"])
async def test_segments_are_counted_under_either_name(service: Opened, kind: KindName, name: str) -> None:
    metadata = (await plan(service.client, kind, **{name: 9}))["metadata"]

    assert metadata["generation_info"]["total_segments"] == 9


@pytest.mark.parametrize("kind", ALL)
async def test_sets_are_whole_contiguous_and_answered_in_both_spellings(
    service: Opened, kind: KindName
) -> None:
    answer = await plan(service.client, kind, segments=12)
    size = KINDS[kind].set_size
    seen: list[int] = []
    for number in range(1, -(-12 // size) + 1):
        spelling = "set_number" if number % 2 else "batch_number"
        metadata = answer if number % 2 else answer["metadata"]
        told = await written(service.client, kind, {"metadata": metadata, spelling: number})
        last = number == -(-12 // size)
        following = None if last else number + 1

        assert (told["success"], told["is_complete"]) == (True, last)
        assert (told["set_number"], told["batch_number"]) == (number, number)
        assert (told["next_set_number"], told["next_batch_number"]) == (following, following)
        assert told["segments_count"] == len(told["segments"]) == (12 - size * (number - 1) if last else size)
        assert told["story_set"] == {
            "title": answer["metadata"]["title"],
            "segments": told["segments"],
        }
        seen += numbers(told["segments"])
    assert seen == list(range(1, 13))


async def test_a_set_is_the_first_one_of_its_kinds_size_where_nothing_else_is_asked_for(
    service: Opened,
) -> None:
    for kind in ALL:
        told = await written(
            service.client, kind, {"metadata": await plan(service.client, kind, segments=12)}
        )

        assert (told["set_number"], told["segments_count"]) == (1, KINDS[kind].set_size)


@pytest.mark.parametrize("name", ["segments_per_set", "segments_per_batch"])
async def test_a_sets_size_has_two_names(service: Opened, name: str) -> None:
    answer = await plan(service.client, "story", segments=12)
    told = await written(service.client, "story", {"metadata": answer, "batch_number": 2, name: 4})

    assert numbers(told["segments"]) == [5, 6, 7, 8]


async def test_two_spellings_that_disagree_are_refused_by_name(service: Opened) -> None:
    answer = await plan(service.client, "story")
    body = {
        "metadata": answer,
        "set_number": 1,
        "batch_number": 2,
        "segments_per_set": 2,
        "segments_per_batch": 3,
    }

    assert fields(await post(service.client, PATHS["story"].sets, body)) == [
        "batch_number",
        "segments_per_batch",
    ]


async def test_the_same_set_again_is_the_same_unless_it_is_to_be_regenerated(service: Opened) -> None:
    answer = await plan(service.client, "story")
    body = {"metadata": answer, "set_number": 2}
    first = await written(service.client, "story", body)

    assert (await written(service.client, "story", body))["segments"] == first["segments"]
    again = await written(service.client, "story", {**body, "regenerate": True})
    assert numbers(again["segments"]) == numbers(first["segments"])


@pytest.mark.parametrize("kind", ALL)
async def test_a_set_past_the_end_is_refused(service: Opened, kind: KindName) -> None:
    answer = await plan(service.client, kind, segments=12)
    past = -(-12 // KINDS[kind].set_size) + 1

    refused = await post(service.client, PATHS[kind].sets, {"metadata": answer, "set_number": past})

    assert fields(refused) == ["set_number"]
    assert f"there is no set {past}" in refused.json()["detail"]


async def test_movies_lay_files_and_the_others_do_when_they_are_asked_to(service: Opened) -> None:
    movie = await written(
        service.client, "movie", {"metadata": await plan(service.client, "movie", segments=3)}
    )
    story_plan = await plan(service.client, "story", segments=3)
    story = await written(service.client, "story", {"metadata": story_plan})
    asked = {"metadata": story_plan, "save_to_files": True, "output_directory": "stories/one"}
    saved = await written(service.client, "story", asked)
    none = {"metadata": await plan(service.client, "movie", segments=3), "save_to_files": False}

    assert [name.rpartition("_")[2] for name in movie["files"]] == ["metadata.json", "01.json"]
    assert all("/generated_movie_script/" in name for name in movie["files"])
    assert story["files"] == []
    assert all("/stories/one/" in name for name in saved["files"])
    assert (await written(service.client, "movie", none))["files"] == []


@pytest.mark.parametrize("directory", ["../out", "/tmp/out", "a/../../b", ""])
async def test_a_folder_outside_the_output_root_is_refused(service: Opened, directory: str) -> None:
    answer = await plan(service.client, "movie", segments=3)
    body = {"metadata": answer, "output_directory": directory}

    assert fields(await post(service.client, PATHS["movie"].sets, body)) == ["output_directory"]


@pytest.mark.parametrize("kind", ALL)
async def test_a_single_call_answers_the_whole_script_under_its_key(service: Opened, kind: KindName) -> None:
    answer = await post(service.client, PATHS[kind].whole, {"idea": IDEA, "segments": 12})
    row = KINDS[kind]
    whole = answer.json()[row.result_key]

    assert answer.status_code == 200
    assert numbers(whole["segments"]) == list(range(1, 13))
    info = whole["generation_info"]
    sets = -(-12 // row.set_size)
    assert (info["total_segments_planned"], info["total_segments_generated"]) == (12, 12)
    assert (info["total_sets"], info["successful_sets"]) == (sets, sets)
    assert [
        (one["set_number"], one["segments_count"], one["success"]) for one in info["generation_summary"]
    ] == [
        (number, min(row.set_size, 12 - row.set_size * (number - 1)), True) for number in range(1, sets + 1)
    ]
    assert info["metrics"]["completeness"] == 1
    assert {"title", "short_summary", "characters_roster", "story_outline"} <= set(whole)


async def test_a_movies_single_call_takes_the_size_of_its_sets(service: Opened) -> None:
    body = {"idea": IDEA, "total_segments": 12, "segments_per_set": 4}
    whole = (await post(service.client, PATHS["movie"].whole, body)).json()["movie"]

    assert whole["generation_info"]["total_sets"] == 3


@pytest.mark.parametrize("kind", ["meme", "free-content"])
async def test_an_idea_is_invented_where_none_is_given(service: Opened, kind: KindName) -> None:
    for body in ({}, {"idea": None}):
        answer = await post(service.client, PATHS[kind].plan, body)
        assert answer.json()["metadata"]["generation_info"]["idea"]


@pytest.mark.parametrize("kind", ["movie", "story"])
@pytest.mark.parametrize("body", [{}, {"idea": None}, {"idea": "  "}])
async def test_an_idea_is_needed_where_it_is_what_the_script_is_about(
    service: Opened, kind: KindName, body: dict[str, Any]
) -> None:
    for path in (PATHS[kind].plan, PATHS[kind].whole):
        assert fields(await post(service.client, path, body)) == ["idea"]


async def test_a_custom_roster_is_the_main_cast_word_for_word(service: Opened) -> None:
    own = [
        {"id": "hero", "name": "Dr. Ada Moss", "personality": {"want": "quiet"}, "scar": "left hand"},
        {"name": "Bo Reed", "physical_appearance": {"age": 40}},
    ]
    whole = await post(
        service.client, PATHS["movie"].whole, {"idea": IDEA, "segments": 12, "custom_character_roster": own}
    )
    roster = whole.json()["movie"]["characters_roster"]

    for given, kept in zip(own, roster, strict=False):
        assert all(kept[name] == value for name, value in given.items())
    assert roster[1]["id"]
    ids = {character["id"] for character in roster}
    spoken = [line for segment in whole.json()["movie"]["segments"] for line in segment["dialogue"]]
    assert {line["character_id"] for line in spoken} <= ids


async def test_the_rules_of_narration_hold_in_every_segment(service: Opened) -> None:
    for rule, told in (("no_narration", set[int]()), ("narration_only_first", {1})):
        body = {"idea": IDEA, "segments": 12, rule: True}
        segments = (await post(service.client, PATHS["movie"].whole, body)).json()["movie"]["segments"]

        assert {one["segment_number"] for one in segments if one["narration"]} == told
        assert all(one["dialogue"] for one in segments if not one["narration"])


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"idea": IDEA, "total_segments": 0}, ["total_segments"]),
        ({"idea": IDEA, "total_segments": -5}, ["total_segments"]),
        ({"idea": IDEA, "total_segments": 10**9}, ["total_segments"]),
        ({"idea": IDEA, "total_segments": "12"}, ["total_segments"]),
        ({"idea": IDEA, "total_segments": 5, "segments": 6}, ["segments"]),
        ({"idea": IDEA, "no_narration": True, "narration_only_first": True}, ["narration_only_first"]),
        (
            {"idea": IDEA, "adult_story": True, "custom_character_roster": [{"name": "A"}]},
            ["custom_character_roster.0.age"],
        ),
        (
            {"idea": IDEA, "custom_character_roster": [{"id": "x", "name": "A"}, {"id": "x", "name": "B"}]},
            ["custom_character_roster.1.id"],
        ),
        ({"idea": IDEA, "language": "not a language"}, ["language"]),
        ({"idea": IDEA, "model": "nobody:nothing"}, ["model"]),
        ({"idea": IDEA, "segmnets": 7}, ["segmnets"]),
        ({"idea": 7, "max_cost": -1, "typo": 1, "seed": "x"}, ["max_cost", "idea", "seed", "typo"]),
    ],
)
async def test_every_problem_is_named_and_nothing_is_kept(
    service: Opened, body: dict[str, Any], wrong: list[str]
) -> None:
    for path in (PATHS["movie"].plan, PATHS["movie"].whole):
        assert fields(await post(service.client, path, body)) == wrong

    assert (await service.client.get("/scripts")).json()["total"] == 0


async def test_a_draft_longer_than_the_template_writer_can_fill_is_refused_at_once(service: Opened) -> None:
    for path in (PATHS["movie"].plan, PATHS["movie"].whole):
        refused = await post(service.client, path, {"idea": IDEA, "total_segments": 1_000})

        assert fields(refused) == ["total_segments"]
        assert "A language model" in refused.json()["detail"]
    assert (await service.client.get("/scripts")).json()["total"] == 0


async def test_metadata_edited_by_hand_is_checked_field_by_field(service: Opened) -> None:
    metadata = (await plan(service.client, "movie", segments=12))["metadata"]
    info = metadata["generation_info"]
    alone = {name: value for name, value in metadata.items() if name != "characters_roster"}

    def told(**changed: Any) -> dict[str, Any]:
        return {**metadata, "generation_info": {**info, **changed}}

    cases: list[tuple[Any, list[str]]] = [
        (None, ["metadata"]),
        ([], ["metadata"]),
        ("{", ["metadata"]),
        ({**metadata, "characters_roster": None}, ["characters_roster"]),
        (alone, ["characters_roster"]),
        ({**metadata, "title": " ", "story_outline": "x"}, ["title", "story_outline"]),
        (told(total_segments=7), ["generation_info.segments_planned"]),
        (told(kind="meme"), ["generation_info.kind"]),
        (told(script_id="../x"), ["generation_info.script_id"]),
        ({**metadata, "description": "x" * 5_000_000}, ["metadata"]),
    ]
    for given, wrong in cases:
        assert fields(await post(service.client, PATHS["movie"].sets, {"metadata": given})) == wrong
    assert fields(await post(service.client, PATHS["movie"].sets, {})) == ["metadata"]


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"", "application/json", 400),
        (b'{"idea": NaN}', "application/json", 400),
        (b"[1]", "application/json", 422),
        (b"\xff\xfe", "application/json", 400),
        (b"idea=x", "application/x-www-form-urlencoded", 415),
    ],
)
async def test_a_body_that_is_not_a_json_object_is_told_what_it_is(
    service: Opened, content: bytes, kind: str, status: int
) -> None:
    for path in (path for paths in PATHS.values() for path in paths):
        answer = await service.client.post(path, content=content, headers={"content-type": kind})

        assert answer.status_code == status
        assert answer.json()["detail"]
