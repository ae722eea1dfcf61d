"""What was answered may be sent back: a single call's script as metadata, a segment as an edit."""

from typing import Any

import httpx
import pytest

from fakes.service import Opened
from picturelock.api.routes.writing import PATHS
from picturelock.domain.manuscript_kind import KINDS, KindName

ALL: tuple[KindName, ...] = ("movie", "story", "meme", "free-content")


async def whole(client: httpx.AsyncClient, kind: KindName) -> dict[str, Any]:
    answer = await client.post(PATHS[kind].whole, json={"idea": "A lantern on a river", "segments": 12})
    assert answer.status_code == 200, answer.text
    return answer.json()[KINDS[kind].result_key]


@pytest.mark.parametrize("kind", ALL)
async def test_a_set_of_a_single_calls_script_is_asked_for_with_its_answer(
    service: Opened, kind: KindName
) -> None:
    script = await whole(service.client, kind)
    for metadata in (script, {"metadata": script}):
        answer = await service.client.post(PATHS[kind].sets, json={"metadata": metadata, "set_number": 2})
        told = answer.json()["segments"]

        first = KINDS[kind].set_size
        assert told["segments"] == script["segments"][first : first + len(told["segments"])]
        assert (told["script_id"], told["revision"]) == (script["script_id"], script["revision"])
    assert (await service.client.get(f"/scripts/{script['script_id']}")).json()["revisions"] == 1


async def test_a_long_scripts_segments_do_not_count_as_metadata(service: Opened) -> None:
    script = await whole(service.client, "movie")
    script["segments"] = [{**segment, "notes": "x" * 300_000} for segment in script["segments"]]

    answer = await service.client.post(PATHS["movie"].sets, json={"metadata": script})

    assert (answer.status_code, answer.json()["segments"]["revision"]) == (200, 1)


async def test_metadata_with_names_of_the_answers_own_fields_is_answered_all_the_same(
    service: Opened,
) -> None:
    script = await whole(service.client, "movie")
    script["generation_info"]["notes"] = ["changed by hand"]
    script["source"] = "my own field"
    await service.client.post(PATHS["movie"].sets, json={"metadata": script})

    answer = await service.client.post(f"/scripts/{script['script_id']}/resume")
    told = answer.json()["movie"]

    assert (answer.status_code, told["revision"], told["source"]) == (200, 2, "my own field")
    assert (told["generation_info"]["notes"], len(told["segments"])) == (["changed by hand"], 12)


async def test_a_segment_is_edited_by_sending_it_back_with_another_word(service: Opened) -> None:
    script = await whole(service.client, "movie")
    address = f"/scripts/{script['script_id']}"
    for word in ("Once", "Twice"):
        segment = (await service.client.get(address)).json()["segments"][3]
        edited = await service.client.put(f"{address}/segments/4", json={**segment, "title": word})

        assert edited.status_code == 200, edited.text
        assert edited.json()["segments"][3] == {**segment, "title": word, "edited": True}


@pytest.mark.parametrize("number", [0, 5_001, "x"])
async def test_a_segment_that_cannot_be_is_refused(service: Opened, number: int | str) -> None:
    script = await whole(service.client, "movie")
    answer = await service.client.put(
        f"/scripts/{script['script_id']}/segments/{number}", json=script["segments"][0]
    )

    assert [problem["field"] for problem in answer.json()["problems"]] == ["number"]


@pytest.mark.parametrize("script_id", ["x" * 80, "a%00b", "..%2fx", "scr_ü", "scr_none"])
async def test_an_id_that_no_script_can_have_is_a_404(service: Opened, script_id: str) -> None:
    answer = await service.client.get(f"/scripts/{script_id}")

    assert answer.status_code == 404


@pytest.mark.parametrize(("revision", "status"), [(2, 404), (0, 422), (10**30, 422)])
async def test_a_revision_that_is_not_there_is_refused(service: Opened, revision: int, status: int) -> None:
    script = await whole(service.client, "movie")
    for part in ("", "/report"):
        answer = await service.client.get(f"/scripts/{script['script_id']}{part}?revision={revision}")

        assert (answer.status_code, "revision" in answer.json()["detail"]) == (status, True)


async def test_a_body_above_20_mb_is_refused(service: Opened) -> None:
    large = b'{"idea": "' + b"x" * 20 * 1024 * 1024 + b'"}'
    for path in (path for paths in PATHS.values() for path in paths):
        answer = await service.client.post(path, content=large, headers={"content-type": "application/json"})

        assert (answer.status_code, answer.json()["detail"]) == (413, "the body is larger than 20 MB")
