"""OpenRouter: models of many vendors, as ``vendor/name``; those that end in ``:free`` cost nothing."""

from typing import ClassVar

from picturelock.providers.llm.compatible import openai_client
from picturelock.providers.llm.direct import Connection, DirectModel
from picturelock.providers.llm.service import Service


class OpenRouterModel(DirectModel):
    """A model at OpenRouter; see ``DirectModel``."""

    service: ClassVar[Service] = Service(
        name="openrouter",
        title="OpenRouter",
        adds="scripts by models of many vendors, free ones among them",
        home="https://openrouter.ai/api/v1",
        address_variable="OPENROUTER_BASE_URL",
        package="openai",
        key_variable="OPENROUTER_API_KEY",
        # It chooses among the free models that are there today.
        default_model="openrouter/free",
        prices="openrouter",
        unknown_model="check its name, which is vendor/name",
    )

    def _connect(self) -> Connection:
        client = openai_client(self._api_key, self._base_url)
        from pydantic_ai.models.openrouter import OpenRouterModel as Model
        from pydantic_ai.providers.openrouter import OpenRouterModelProfile, OpenRouterProvider

        profile = OpenRouterModelProfile(
            # Many of the servers behind it ignore a schema that stands beside the prompt.
            native_output_requires_schema_in_instructions=True,
            supports_json_schema_output=True,
            supports_json_object_output=False,
        )
        model = Model(self._model, provider=OpenRouterProvider(openai_client=client), profile=profile)
        return Connection(model, client.close)
