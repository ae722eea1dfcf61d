"""Builds the tools from the settings: the one place that picks providers."""

from picturelock.providers.documents.apart import read_apart as read_document
from picturelock.providers.documents.picture import read_picture
from picturelock.providers.film.own_music import read_music
from picturelock.providers.installed import installed_parts
from picturelock.providers.readiness import Readiness
from picturelock.providers.stock.own_media import lay_media
from picturelock.wiring.finished import film_records, inspect_film
from picturelock.wiring.models import open_models, open_room
from picturelock.wiring.outside import open_traces, open_webhooks
from picturelock.wiring.ready import readiness
from picturelock.wiring.studio import OpenStudio, open_studio
from picturelock.wiring.takes import open_takes, store_readiness, sweep
from picturelock.wiring.tools import open_gallery_tools, open_tools
from picturelock.wiring.watched import Watched

__all__ = [
    "OpenStudio",
    "Readiness",
    "Watched",
    "film_records",
    "inspect_film",
    "installed_parts",
    "lay_media",
    "open_gallery_tools",
    "open_models",
    "open_room",
    "open_studio",
    "open_takes",
    "open_tools",
    "open_traces",
    "open_webhooks",
    "read_document",
    "read_music",
    "read_picture",
    "readiness",
    "store_readiness",
    "sweep",
]
