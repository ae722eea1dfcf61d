"""Every language model behaves the same: what it answers, how it is cut, and how its failures are told."""

import json
import socket
from collections.abc import AsyncGenerator, Generator
from dataclasses import dataclass

import pytest

from contract.anthropic_wire import AnthropicWire
from contract.gemini_wire import GeminiWire
from contract.model_server import REFUSAL, Behaviour, ModelServer, model_server
from contract.model_wire import Wire
from contract.openai_wire import OpenAIWire
from picturelock.domain.errors import ProviderError
from picturelock.domain.frozen import JsonObject
from picturelock.domain.rework import Rework
from picturelock.domain.scene import ScenePlan
from picturelock.pipelines.moa import MoaBrief
from picturelock.ports.films import Ask
from picturelock.providers.llm import direct
from picturelock.providers.llm.anthropic import AnthropicModel
from picturelock.providers.llm.direct import DirectModel
from picturelock.providers.llm.gemini import GeminiModel
from picturelock.providers.llm.ollama import OllamaModel
from picturelock.providers.llm.openai import OpenAIModel
from picturelock.providers.llm.openrouter import OpenRouterModel
from picturelock.writing.manuscripts.answers import (
    ActAnswer,
    CharacterAnswer,
    CoreAnswer,
    PointAnswer,
    part_schema,
    segment_schema,
)
from picturelock.writing.model_answers import schema_of
from picturelock.writing.model_writer import FORMS, ModelWriter

KEY = "sk-test"
SCHEMA: JsonObject = {
    "type": "object",
    "properties": {"title": {"type": "string"}},
    "required": ["title"],
    "additionalProperties": False,
}
ANSWER = json.dumps({"title": "How aspirin works"})
SCHEMAS = {
    **{name: schema_of(form.answer) for name, form in FORMS.items()},
    "core": part_schema("core", CoreAnswer),
    "characters": part_schema("characters", CharacterAnswer),
    "acts": part_schema("acts", ActAnswer),
    "points": part_schema("points", PointAnswer),
    "segments": segment_schema(["char_001", "char_002"]),
}
ANSWER_TOKENS = -(-len(ANSWER) // 4)


@dataclass(frozen=True)
class Provider:
    """A provider, the protocol that it speaks, and a model's name as it spells them."""

    kind: type[DirectModel]
    wire: Wire
    model: str
    credentials: str
    shows_schema: bool

    def open(self, url: str, timeout: float = 20.0) -> DirectModel:
        return self.kind(self.model, api_key=KEY, base_url=url, timeout=timeout, backoff=0.01)


# A provider that is added to `providers/llm` is added here, over the server that speaks its protocol.
PROVIDERS = {
    "openai": Provider(OpenAIModel, OpenAIWire(), "gpt-test", "OPENAI_API_KEY", True),
    "openrouter": Provider(OpenRouterModel, OpenAIWire(), "vendor/name:free", "OPENROUTER_API_KEY", True),
    "ollama": Provider(OllamaModel, OpenAIWire(), "qwen3:8b", "OLLAMA_BASE_URL", True),
    "anthropic": Provider(AnthropicModel, AnthropicWire(), "claude-haiku-4-5", "ANTHROPIC_API_KEY", False),
    "gemini": Provider(GeminiModel, GeminiWire(), "gemini-2.5-flash", "GEMINI_API_KEY", False),
}


@pytest.fixture(params=sorted(PROVIDERS))
def provider(request: pytest.FixtureRequest) -> Provider:
    return PROVIDERS[request.param]


@pytest.fixture
def server(provider: Provider) -> Generator[ModelServer]:
    with model_server(provider.wire, ANSWER) as running:
        yield running


@pytest.fixture
async def model(provider: Provider, server: ModelServer) -> AsyncGenerator[DirectModel]:
    opened = provider.open(server.url)
    yield opened
    await opened.close()


async def failure_of(model: DirectModel) -> ProviderError:
    with pytest.raises(ProviderError) as failed:
        await model.complete("system", "user", answer=SCHEMA, max_tokens=100)
    assert failed.value.provider == model.name
    return failed.value


def behave(server: ModelServer, *behaviours: Behaviour) -> None:
    server.behaviours[:] = behaviours


def test_the_name_tells_provider_and_model(provider: Provider) -> None:
    name = next(name for name, known in PROVIDERS.items() if known is provider)

    assert provider.open("http://127.0.0.1:9").name == f"{name}:{provider.model}"


async def test_an_answer_comes_whole_with_what_it_cost(
    provider: Provider, model: DirectModel, server: ModelServer
) -> None:
    reply = await model.complete("the rules", "the brief", answer=SCHEMA, max_tokens=100)

    assert (reply.text, reply.finish) == (ANSWER, "stop")
    assert (reply.input_tokens, reply.output_tokens, reply.reasoning_tokens) == (10, ANSWER_TOKENS, 0)
    asked = server.asked[0]
    assert (asked.key, asked.model, asked.max_tokens) == (KEY, provider.model, 100)


async def test_thinking_is_counted_apart_and_as_output(model: DirectModel, server: ModelServer) -> None:
    behave(server, "thinking")

    reply = await model.complete("system", "user", answer=SCHEMA, max_tokens=2_000)

    assert (reply.text, reply.finish) == (ANSWER, "stop")
    assert (reply.output_tokens, reply.reasoning_tokens) == (1_500 + ANSWER_TOKENS, 1_500)


async def test_thinking_that_uses_everything_up_is_a_cut_answer_without_text(
    model: DirectModel, server: ModelServer
) -> None:
    behave(server, "thinking")

    reply = await model.complete("system", "user", answer=SCHEMA, max_tokens=50)

    assert (reply.text, reply.finish, reply.reasoning_tokens) == ("", "length", 50)


async def test_rules_and_material_are_asked_in_different_turns(
    model: DirectModel, server: ModelServer
) -> None:
    await model.complete(
        "the rules", "the idea\n<document>a leaflet</document>", answer=SCHEMA, max_tokens=100
    )

    asked = server.asked[0]
    assert asked.user == "the idea\n<document>a leaflet</document>"
    assert asked.system.startswith("the rules")
    assert "idea" not in asked.system
    assert "leaflet" not in asked.system


async def test_the_schema_is_asked_for_natively(
    provider: Provider, model: DirectModel, server: ModelServer
) -> None:
    await model.complete("the rules", "the brief", answer=SCHEMA, max_tokens=100)

    asked = server.asked[0]
    assert asked.schema is not None
    assert asked.schema["properties"]["title"]["type"] == "string"
    assert asked.schema["required"] == ["title"]
    assert ('"title"' in asked.system) == provider.shows_schema


async def test_every_schema_of_ours_can_be_asked_for(
    provider: Provider, model: DirectModel, server: ModelServer
) -> None:
    for answer in SCHEMAS.values():
        await model.complete("system", "user", answer=answer, max_tokens=100)

    # A strict schema mode empties objects whose fields may have any name, so those go into the prompt there.
    prompted = {name for name, asked in zip(SCHEMAS, server.asked, strict=True) if asked.schema is None}
    assert prompted == ({"characters", "visuals"} if provider.kind is AnthropicModel else set())
    assert all('"properties"' in asked.system for asked in server.asked if asked.schema is None)


async def test_a_model_without_schemas_is_asked_in_the_prompt_from_then_on(
    model: DirectModel, server: ModelServer
) -> None:
    behave(server, "no_schema")

    first = await model.complete("the rules", "the brief", answer=SCHEMA, max_tokens=100)
    second = await model.complete("the rules", "the brief", answer=SCHEMA, max_tokens=100)

    assert first.text == second.text == ANSWER
    assert [asked.schema is not None for asked in server.asked] == [True, False, False]
    assert all('"title"' in asked.system for asked in server.asked[1:])
    assert {asked.user for asked in server.asked} == {"the brief"}


async def test_what_was_learned_of_schemas_outlives_a_closed_connection(
    model: DirectModel, server: ModelServer
) -> None:
    behave(server, "no_schema")
    await model.complete("the rules", "the brief", answer=SCHEMA, max_tokens=100)
    await model.close()
    await model.close()

    reply = await model.complete("the rules", "the brief", answer=SCHEMA, max_tokens=100)

    assert reply.text == ANSWER
    assert len(server.asked) == 3


async def test_a_cut_answer_is_handed_over_and_says_that_it_was_cut(model: DirectModel) -> None:
    reply = await model.complete("system", "user", answer=SCHEMA, max_tokens=3)

    assert (reply.text, reply.finish) == (ANSWER[:12], "length")
    assert reply.output_tokens == 3


async def test_text_around_the_answer_is_handed_over_as_it_came(
    model: DirectModel, server: ModelServer
) -> None:
    behave(server, "prose")

    reply = await model.complete("system", "user", answer=SCHEMA, max_tokens=100)

    assert ANSWER in reply.text
    assert reply.text.startswith("Certainly!")


async def test_a_long_answer_may_be_asked_for(model: DirectModel, server: ModelServer) -> None:
    reply = await model.complete("system", "user", answer=SCHEMA, max_tokens=32_000)

    assert reply.text == ANSWER
    assert server.asked[0].max_tokens == 32_000


async def test_a_refusal_is_a_finish_with_its_words_and_no_failure(
    model: DirectModel, server: ModelServer
) -> None:
    behave(server, "refusal")

    reply = await model.complete("system", "user", answer=SCHEMA, max_tokens=100)

    assert (reply.text, reply.finish) == (REFUSAL, "refused")
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("behaviour", "says"),
    [
        ("no_key", "the provider refused the key; check {credentials}"),
        ("no_model", "there is no model called '{model}'"),
        ("used_up", "credit or quota at the provider is used up"),
    ],
)
async def test_what_another_try_would_not_change_is_told_at_once(
    provider: Provider, model: DirectModel, server: ModelServer, behaviour: Behaviour, says: str
) -> None:
    behave(server, behaviour)

    failed = await failure_of(model)

    assert says.format(credentials=provider.credentials, model=provider.model) in str(failed)
    assert not failed.retryable
    assert failed.retry_after is None
    assert KEY not in str(failed)
    assert len(server.asked) == 1


@pytest.mark.parametrize("behaviour", ["busy", "broke", "close", "no_json", "odd"])
async def test_a_failure_that_passes_is_waited_out(
    model: DirectModel, server: ModelServer, behaviour: Behaviour
) -> None:
    behave(server, behaviour, behaviour, "ok")

    reply = await model.complete("system", "user", answer=SCHEMA, max_tokens=100)

    assert reply.text == ANSWER
    assert reply.requests == len(server.asked) == 3


async def test_the_wait_that_a_provider_asks_for_is_kept(
    model: DirectModel, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr(direct, "sleep", sleep)
    behave(server, "busy_briefly", "busy", "ok")

    await model.complete("system", "user", answer=SCHEMA, max_tokens=100)

    assert waits == [2, 0.02]


@pytest.mark.parametrize(
    ("behaviour", "says"),
    [
        ("busy", "rate limit"),
        ("broke", "a problem of its own"),
        ("close", "broke off"),
        ("no_json", "not one of this API"),
        ("odd", "not one of this API"),
    ],
)
async def test_a_failure_that_stays_is_told_after_two_more_tries(
    model: DirectModel, server: ModelServer, behaviour: Behaviour, says: str
) -> None:
    behave(server, behaviour)

    failed = await failure_of(model)

    assert says in str(failed)
    assert failed.retryable
    assert failed.requests == len(server.asked) == 3


async def test_a_long_wait_is_told_instead_of_waited_for(model: DirectModel, server: ModelServer) -> None:
    behave(server, "busy_long")

    failed = await failure_of(model)

    assert "wait 3600 seconds" in str(failed)
    assert failed.retryable
    assert failed.retry_after == 3600
    assert len(server.asked) == 1


async def test_a_provider_that_hangs_is_given_up(provider: Provider, server: ModelServer) -> None:
    behave(server, "hang")
    opened = provider.open(server.url, timeout=0.2)

    failed = await failure_of(opened)
    await opened.close()

    assert "no answer within 0.2 seconds" in str(failed)
    assert failed.retryable


async def test_no_connection_is_said_with_the_address(provider: Provider) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: every connection is refused
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        opened = provider.open(url, timeout=5.0)

        failed = await failure_of(opened)
        await opened.close()

    assert f"no connection to {url}" in str(failed)
    assert failed.retryable


async def test_a_cut_plan_is_written_whole_with_more_room(model: DirectModel, server: ModelServer) -> None:
    roles = ("opening", "middle", "closing")
    scenes = [{"title": role, "purpose": "p" * 300, "role": role} for role in roles]
    plan = {"title": "A film", "scenes": scenes, "notes": ["n" * 40_000]}
    server.answer = lambda _: json.dumps(plan)
    brief = MoaBrief(drug_name="Aspirin", condition="pain")
    ask = Ask(makes="scenes", answer=ScenePlan, brief=brief, rework=Rework())

    made = await ModelWriter(model).write(ask)

    assert [scene.role for scene in made.scenes] == list(roles)
    assert [asked.max_tokens for asked in server.asked] == [4_000, 8_000, 16_000]
