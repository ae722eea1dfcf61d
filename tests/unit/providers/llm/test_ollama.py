"""What is particular to Ollama; the rest is in the contract of language models."""

import pytest

from contract.model_server import model_server
from contract.openai_wire import OpenAIWire
from picturelock.providers.llm.ollama import OllamaModel, in_cloud


@pytest.mark.parametrize(
    ("model", "address", "cloud"),
    [
        ("qwen3:8b", "http://127.0.0.1:11434/v1", False),
        ("gpt-oss:120b-cloud", "http://127.0.0.1:11434/v1", True),
        ("gpt-oss:120b", "https://ollama.com/v1", True),
        ("qwen3:8b", "http://notollama.com:11434/v1", False),
    ],
)
def test_what_runs_in_its_cloud_is_known(model: str, address: str, cloud: bool) -> None:
    assert in_cloud(model, address) == cloud


async def test_a_model_in_its_cloud_is_asked_in_the_prompt() -> None:
    with model_server(OpenAIWire(), "{}") as server:
        model = OllamaModel("gpt-oss:120b-cloud", base_url=server.url)

        await model.complete("system", "user", answer={"type": "object", "title": "T"}, max_tokens=50)
        await model.close()

    assert [asked.schema for asked in server.asked] == [None]
    assert '"type"' in server.asked[0].system
