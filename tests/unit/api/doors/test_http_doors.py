"""The doors over HTTP: keys, roles, origins, hosts, rates, and what browsers are told."""

from collections.abc import AsyncGenerator
from pathlib import Path

import httpx
import pytest

from fakes.doors import KeyedDoors, keyed_doors
from fakes.production import ASPIRIN
from fakes.service import Opened, open_service
from picturelock.api.doors.doors import Doors
from picturelock.api.doors.roles import ROLES
from picturelock.domain.door_limits import DoorLimits

ASYNC = {"prefer": "respond-async"}


@pytest.fixture
def keyed(tmp_path: Path) -> KeyedDoors:
    return keyed_doors(tmp_path)


@pytest.fixture
async def service(tmp_path: Path, keyed: KeyedDoors) -> AsyncGenerator[Opened]:
    async with open_service(tmp_path, doors=keyed.doors) as opened:
        yield opened


async def test_nothing_is_told_without_a_key_but_that_the_service_is_there(service: Opened) -> None:
    for path in (
        "/",
        "/videos",
        "/videos/vid_x",
        "/takes/" + "0" * 32 + "/x.png",
        "/openapi.json",
        "/nowhere",
    ):
        refused = await service.client.get(path)
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"] == 'Bearer realm="picturelock"'
        assert "X-API-Key" in refused.json()["detail"]
    assert (await service.client.get("/health")).status_code == 200
    page = await service.client.get("/", headers={"accept": "text/html"})
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")


async def test_a_key_comes_as_bearer_or_in_its_own_header(service: Opened, keyed: KeyedDoors) -> None:
    key = keyed.keys["the viewer"]
    for headers in ({"authorization": f"bearer {key}"}, {"x-api-key": key}):
        assert (await service.client.get("/videos", headers=headers)).status_code == 200


@pytest.mark.parametrize(
    "said", ["Bearer pl_wrong", "Basic eDp5", "Bearer", "Bearer é", "Bearer " + "x" * 9_000]
)
async def test_a_wrong_key_is_refused(service: Opened, said: str) -> None:
    refused = await service.client.get("/videos", headers={b"authorization": said.encode("latin-1")})
    assert refused.status_code == 401


async def test_each_role_may_what_those_before_it_may_and_is_told_what_it_lacks(
    service: Opened, keyed: KeyedDoors
) -> None:
    needed = {
        ("GET", "/videos"): "viewer",
        ("POST", "/create-moa"): "editor",
        ("POST", "/generate-movie-metadata"): "editor",
        ("PUT", "/scripts/scr_x/segments/1"): "editor",
        ("DELETE", "/videos/vid_x"): "admin",
        ("GET", "/metrics"): "admin",
    }
    for role in ROLES:
        for (method, path), least in needed.items():
            answer = await service.client.request(
                method, path, json={} if method != "GET" else None, headers=keyed.bearer(f"the {role}")
            )
            if ROLES.index(role) >= ROLES.index(least):
                assert answer.status_code not in (401, 403), (role, method, path)
            else:
                assert answer.status_code == 403, (role, method, path)
                assert f"needs the role {least}; the {role} is {role}" in answer.json()["detail"]


async def test_a_film_is_its_keys(service: Opened, keyed: KeyedDoors) -> None:
    headers = {**ASYNC, **keyed.bearer("the editor")}
    begun = await service.client.post("/create-moa", json=ASPIRIN, headers=headers)
    told = await service.client.get(begun.headers["location"], headers=keyed.bearer("the viewer"))
    assert told.json()["by"] == "the editor"


async def test_a_browser_keeps_its_key_in_a_cookie_that_no_script_reads(
    service: Opened, keyed: KeyedDoors
) -> None:
    asked = await service.client.get("/session")
    assert asked.json() == {"keys": True, "name": None, "role": None}
    assert (await service.client.post("/session", json={"key": "pl_wrong"})).status_code == 401
    assert (await service.client.post("/session", json={"key": 3})).status_code == 422
    begun = await service.client.post("/session", json={"key": keyed.keys["the viewer"]})
    assert begun.json() == {"keys": True, "name": "the viewer", "role": "viewer"}
    cookie = begun.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert (await service.client.get("/videos")).status_code == 200
    assert (await service.client.get("/session")).json()["name"] == "the viewer"
    await service.client.delete("/session")
    assert (await service.client.get("/videos")).status_code == 401


async def test_a_key_that_is_taken_away_opens_nothing_any_more(service: Opened, keyed: KeyedDoors) -> None:
    lines = keyed.path.read_text().split("[[keys]]\n")
    keyed.path.write_text("[[keys]]\n".join(line for line in lines if "the viewer" not in line))
    refused = await service.client.get("/videos", headers=keyed.bearer("the viewer"))
    assert refused.status_code == 401
    assert (await service.client.get("/videos", headers=keyed.bearer("the admin"))).status_code == 200


async def test_more_open_films_than_a_key_may_have_are_refused_by_name(tmp_path: Path) -> None:
    keyed = keyed_doors(tmp_path, {"office": "editor", "office 2": "editor"}, open_sessions=1)
    async with open_service(tmp_path, doors=keyed.doors) as service:
        open_one = await service.studio.start("moa", ASPIRIN, by="office: Ann")
        office = {**ASYNC, **keyed.bearer("office")}
        refused = await service.client.post("/create-moa", json=ASPIRIN, headers=office)
        assert refused.status_code == 429
        assert "office has 1 open sessions, and 1 are allowed" in refused.json()["detail"]
        assert open_one in refused.json()["detail"]
        other = {**ASYNC, **keyed.bearer("office 2")}
        assert (await service.client.post("/create-moa", json=ASPIRIN, headers=other)).status_code == 202


async def test_more_requests_than_a_minute_has_are_refused_with_when_to_come_again(tmp_path: Path) -> None:
    keyed = keyed_doors(tmp_path, requests_per_minute=3)
    async with open_service(tmp_path, doors=keyed.doors) as service:
        viewer, admin = keyed.bearer("the viewer"), keyed.bearer("the admin")
        for _ in range(3):
            assert (await service.client.get("/videos", headers=viewer)).status_code == 200
        refused = await service.client.get("/videos", headers=viewer)
        assert refused.status_code == 429
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        # Every key has its own count, and so has whoever guesses keys.
        assert (await service.client.get("/videos", headers=admin)).status_code == 200
        guesses = [
            (await service.client.get("/videos", headers={"x-api-key": f"pl_{n}"})).status_code
            for n in range(4)
        ]
        assert guesses == [401, 401, 401, 429]
        assert (await service.client.get("/health")).status_code == 200


async def test_a_page_of_another_site_steers_nothing(tmp_path: Path) -> None:
    async with open_service(tmp_path) as service:
        for origin in ("https://evil.example", "null", "http://127.0.0.1:3000"):
            refused = await service.client.post("/create-moa", json=ASPIRIN, headers={"origin": origin})
            assert refused.status_code == 403
            assert "PICTURELOCK_ORIGINS" in refused.json()["detail"]
        own = {"origin": "http://127.0.0.1", **ASYNC}
        assert (await service.client.post("/create-moa", json=ASPIRIN, headers=own)).status_code == 202
        read = await service.client.get("/videos", headers={"origin": "https://evil.example"})
        assert "access-control-allow-origin" not in read.headers
        preflight = {"origin": "https://evil.example", "access-control-request-method": "POST"}
        asked = await service.client.options("/create-moa", headers=preflight)
        assert "access-control-allow-origin" not in asked.headers


async def test_a_listed_origin_may_ask_and_read(tmp_path: Path) -> None:
    origin = "https://studio.example.org"
    async with open_service(tmp_path, doors=Doors(origins=frozenset({origin}))) as service:
        asked = await service.client.options(
            "/create-moa",
            headers={
                "origin": origin,
                "access-control-request-method": "POST",
                "access-control-request-headers": "authorization,content-type,prefer",
            },
        )
        assert (asked.status_code, asked.headers["access-control-allow-origin"]) == (200, origin)
        headers = {"origin": origin, **ASYNC}
        begun = await service.client.post("/create-moa", json=ASPIRIN, headers=headers)
        assert (begun.status_code, begun.headers["access-control-allow-origin"]) == (202, origin)
        assert "Location" in begun.headers["access-control-expose-headers"]
        assert begun.headers["cross-origin-resource-policy"] == "cross-origin"
        other = await service.client.post(
            "/create-moa", json=ASPIRIN, headers={"origin": "https://evil.example"}
        )
        assert other.status_code == 403


async def test_a_name_that_was_bent_to_this_machine_reaches_nothing(tmp_path: Path) -> None:
    hosts = frozenset({"127.0.0.1", "localhost", "::1"})
    async with open_service(tmp_path, doors=Doors(hosts=hosts)) as service:
        for host in ("evil.example", "evil.example:8000", "127.0.0.1.evil.example", ""):
            refused = await service.client.get("/videos", headers={"host": host})
            assert refused.status_code == 421
            assert "PICTURELOCK_HOSTS" in refused.json()["detail"]
        for host in ("localhost:8000", "127.0.0.1", "[::1]:8000"):
            assert (await service.client.get("/videos", headers={"host": host})).status_code == 200


async def test_every_answer_tells_browsers_to_keep_others_out(service: Opened, keyed: KeyedDoors) -> None:
    admin = keyed.bearer("the admin")
    answers: list[httpx.Response] = [
        await service.client.get("/videos", headers=admin),
        await service.client.get("/videos"),
        await service.client.get("/nowhere", headers=admin),
        await service.client.get("/", headers={"accept": "text/html"}),
        await service.client.get("/docs", headers=admin),
    ]
    for answer in answers:
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    policies = [answer.headers["content-security-policy"] for answer in answers]
    assert policies[0].startswith("default-src 'none'")
    assert "script-src 'unsafe-inline';" in policies[3]


async def test_a_body_is_as_large_as_the_settings_say(tmp_path: Path) -> None:
    limits = DoorLimits.uncounted().model_copy(
        update={"json_bytes": 100, "form_bytes": 1000, "file_bytes": 10}
    )
    async with open_service(tmp_path, doors=Doors(limits=limits)) as service:
        large = {**ASPIRIN, "tone": "x" * 100}
        assert (await service.client.post("/create-moa", json=large)).status_code == 413
        files = [("documents", ("notes.txt", b"x" * 11))]
        refused = await service.client.post("/create-moa", data=ASPIRIN, files=files)
        assert refused.status_code == 422
        assert "notes.txt is larger than" in refused.json()["detail"]
        files = [("documents", ("notes.txt", b"x" * 1000))]
        assert (await service.client.post("/create-moa", data=ASPIRIN, files=files)).status_code == 413
