import httpx
import pytest

from fakes.production import ASPIRIN
from fakes.service import Opened
from fakes.watching import accept_all, act, at_gate
from picturelock.api.creator_actions import Accept, read_action
from picturelock.engine.event import Decision
from picturelock.engine.ledger import digest_of
from picturelock.engine.production import InvalidPayloadError


async def decided(service: Opened, video_id: str) -> httpx.Response:
    return await service.client.get(f"/videos/{video_id}/decisions")


async def test_decisions_are_told_oldest_first_with_who_when_and_why(service: Opened) -> None:
    video_id = await service.studio.start("moa", ASPIRIN)
    await at_gate(service.studio, video_id)
    again = Decision(action="regenerate", by="Ann", reason="the label", feedback="shorter", scenes=("s1",))
    await service.studio.decide(video_id, again)
    await at_gate(service.studio, video_id)
    await act(service.studio, video_id, "accept", by="Ben")
    body = (await decided(service, video_id)).json()
    first, second = body["decisions"]
    assert first == {
        "seq": 4,
        "at": first["at"],
        "by": "Ann",
        "action": "regenerate",
        "stage": "scenes",
        "version": 1,
        "digest": digest_of({"made": "scenes 1"}),
        "reason": "the label",
        "feedback": "shorter",
        "scenes": ["s1"],
    }
    assert (second["by"], second["action"], second["version"]) == ("Ben", "accept", 2)


async def test_what_an_automatic_film_accepts_is_told_too(service: Opened) -> None:
    video_id = await service.studio.start("moa", ASPIRIN, "automatic")
    await service.studio.wait(video_id)
    body = (await decided(service, video_id)).json()
    assert [(line["by"], line["action"]) for line in body["decisions"]] == [("automatic", "accept")] * 5
    assert body["log"] == (await service.client.get(f"/videos/{video_id}")).json()["log"]
    assert body["log"]["seq"] == body["decisions"][-1]["seq"]


async def test_a_removed_film_is_gone_and_the_others_stay(service: Opened) -> None:
    first = await service.studio.start("moa", ASPIRIN)
    second = await service.studio.start("moa", ASPIRIN)
    await accept_all(service.studio, second)
    answer = await service.client.delete(f"/videos/{first}", params={"by": "Ann"})
    assert (answer.status_code, answer.content) == (204, b"")
    for gone in (
        await service.client.delete(f"/videos/{first}"),
        await service.client.get(f"/videos/{first}"),
        await decided(service, first),
        await service.client.delete("/videos/vid_none"),
    ):
        assert (gone.status_code, "there is no video" in gone.json()["detail"]) == (404, True)
    assert (await service.client.get(f"/video/{second}")).status_code == 200


def test_a_comment_is_a_reason_by_another_name() -> None:
    said = read_action('{"action": "accept", "comment": "as in the label"}')
    assert isinstance(said, Accept)
    assert said.decision("Ann", None).reason == "as in the label"
    with pytest.raises(InvalidPayloadError, match="send one of them"):
        read_action('{"action": "accept", "comment": "a", "reason": "b"}')


async def test_it_is_documented_with_examples(service: Opened) -> None:
    paths = service.app.openapi()["paths"]
    shown = paths["/videos/{video_id}/decisions"]["get"]["responses"]["200"]["content"]["application/json"]
    assert shown["schema"]["$ref"].endswith("/Decisions")
    assert (
        service.app.openapi()["components"]["schemas"]["Decisions"]["example"]["decisions"][0]["by"] == "Ann"
    )
    assert set(paths["/videos/{video_id}"]["delete"]["responses"]) >= {"204", "404"}
