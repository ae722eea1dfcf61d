"""Builds the tools from the settings: the one place that picks providers."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from picturelock.engine.studio import Studio
from picturelock.pipelines.film_production import FilmProduction
from picturelock.ports import Stock, Takes, Tools, Voices, Writer
from picturelock.providers.film.assembler import FilmAssembler
from picturelock.providers.llm.openai import OpenAIModel
from picturelock.providers.render.manim import ManimRenderer
from picturelock.providers.render.remotion import RemotionRenderer
from picturelock.providers.stock.drawn import DrawnBackdrops
from picturelock.providers.stock.fallback import WithFallback
from picturelock.providers.stock.pexels import Pexels
from picturelock.providers.store.films import FilmFolders
from picturelock.providers.store.folder import FolderTakes
from picturelock.providers.voice.voices import InstalledVoices
from picturelock.settings import Settings
from picturelock.writing.model_writer import ModelWriter
from picturelock.writing.template_writer import TemplateWriter


@dataclass(frozen=True)
class OpenStudio:
    """A running studio and the store that its files are served from."""

    studio: Studio
    takes: Takes
