"""Ollama: models on this machine, or on one that ``OLLAMA_BASE_URL`` names. No key."""

from typing import ClassVar
from urllib.parse import urlsplit

from picturelock.providers.llm.compatible import openai_client
from picturelock.providers.llm.direct import Connection, DirectModel
from picturelock.providers.llm.service import Service


class OllamaModel(DirectModel):
    """A model of Ollama, like ``qwen3:8b``; see ``DirectModel``."""

    service: ClassVar[Service] = Service(
        name="ollama",
        title="Ollama",
        adds="scripts by a model on your own machine; it needs no key",
        home="http://127.0.0.1:11434/v1",
        address_variable="OLLAMA_BASE_URL",
        package="openai",
        setting="PICTURELOCK_MODEL=ollama:NAME",
        unknown_model="get it with `ollama pull`, or choose one of `ollama list`",
    )
    # A machine without a graphics card writes a few tokens a second, and loads the model first.
    usual_timeout: ClassVar[float] = 1_800.0

    def _connect(self) -> Connection:
        client = openai_client(self._api_key, self._base_url)
        from pydantic_ai.models.ollama import OllamaModel as Model
        from pydantic_ai.profiles.openai import OpenAIModelProfile
        from pydantic_ai.providers.ollama import OllamaProvider

        provider = OllamaProvider(openai_client=client)
        profile = OpenAIModelProfile(
            openai_chat_supports_max_completion_tokens=False,
            # The grammar holds a model to the schema, but only the prompt tells it what the fields mean.
            native_output_requires_schema_in_instructions=True,
            # In its cloud a schema is taken and not kept to.
            supports_json_schema_output=not in_cloud(self._model, self._base_url),
        )
        return Connection(Model(self._model, provider=provider, profile=profile), client.close)


def in_cloud(model: str, address: str) -> bool:
    """Whether a model runs at ollama.com: asked there, or by a server that hands it on."""
    host = urlsplit(address).hostname or ""
    return model.endswith("-cloud") or host == "ollama.com" or host.endswith(".ollama.com")
