"""What every provider of language models shares, and no server is needed to see."""

import importlib
import subprocess
import sys

import pytest

from picturelock.domain.errors import ProviderError
from picturelock.providers.llm.anthropic import AnthropicModel
from picturelock.providers.llm.catalogue import PROVIDERS
from picturelock.providers.llm.direct import Connection


def test_no_client_is_imported_before_it_is_used() -> None:
    program = (
        "import sys\n"
        "from picturelock.providers.llm.catalogue import Account, ModelCatalogue\n"
        "models = ModelCatalogue({name: Account('sk-test') for name in ('openai', 'anthropic', 'gemini')})\n"
        "for name in ('openai', 'anthropic', 'gemini', 'ollama'):\n"
        "    models.open(f'{name}:a')\n"
        "clients = {'pydantic_ai', 'openai', 'anthropic', 'google', 'genai_prices', 'httpx', 'httpx2'}\n"
        "print(sorted(clients & set(sys.modules)))"
    )

    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == "[]"


async def test_a_missing_client_is_named_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(self: AnthropicModel) -> Connection:
        raise ModuleNotFoundError("No module named 'anthropic'")

    monkeypatch.setattr(AnthropicModel, "_connect", missing)
    model = AnthropicModel("claude-haiku-4-5", api_key="sk-test")

    with pytest.raises(ProviderError) as failed:
        await model.complete("system", "user", answer={"type": "object"}, max_tokens=50)

    assert 'pip install "picturelock[anthropic]"' in str(failed.value)
    assert not failed.value.retryable


@pytest.mark.parametrize("name", sorted(PROVIDERS))
def test_a_provider_is_the_file_of_its_name(name: str) -> None:
    module = importlib.import_module(f"picturelock.providers.llm.{name}")

    assert PROVIDERS[name].__module__ == module.__name__
    assert PROVIDERS[name].service.name == name
