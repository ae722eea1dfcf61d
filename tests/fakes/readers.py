"""What reads uploads in services of tests: what reads them in the product."""

from picturelock.api.service import Readers
from picturelock.providers.documents.apart import read_apart
from picturelock.providers.documents.picture import read_picture
from picturelock.providers.film.own_music import read_music
from picturelock.providers.stock.own_media import lay_media

READERS = Readers(document=read_apart, picture=read_picture, media=lay_media, music=read_music)
