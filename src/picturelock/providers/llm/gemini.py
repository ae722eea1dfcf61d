"""Google's Gemini models, by the Gemini API."""

from typing import ClassVar

from picturelock.providers.llm.direct import Connection, DirectModel
from picturelock.providers.llm.service import Service


class GeminiModel(DirectModel):
    """A model of Google, like ``gemini-2.5-flash``; see ``DirectModel``."""

    service: ClassVar[Service] = Service(
        name="gemini",
        title="Gemini",
        adds="scripts by Google's models",
        home="https://generativelanguage.googleapis.com",
        address_variable="GOOGLE_GEMINI_BASE_URL",
        package="google-genai",
        key_variable="GEMINI_API_KEY",
        default_model="gemini-3.8-flash",
        prices="google",
    )

    def _connect(self) -> Connection:
        import httpx2
        from google.genai import Client
        from google.genai.types import HttpOptions
        from pydantic_ai.models.google import GoogleModel
        from pydantic_ai.providers.google import GoogleProvider

        http = httpx2.AsyncClient()
        client = Client(
            vertexai=False,
            api_key=self._api_key,
            http_options=HttpOptions(base_url=self._base_url, httpx_async_client=http),
        )

        async def close() -> None:
            await client.aio.aclose()
            client.close()
            await http.aclose()

        return Connection(GoogleModel(self._model, provider=GoogleProvider(client=client)), close)
