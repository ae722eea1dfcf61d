"""What Pexels and Pixabay answer, each in its own form, for the same clips and photos."""

from dataclasses import dataclass
from typing import Any, Protocol

from picturelock.providers.stock.library import Catalogue
from picturelock.providers.stock.pexels import Pexels
from picturelock.providers.stock.pixabay import Pixabay

KEY = "right"


@dataclass(frozen=True)
class Offered:
    """A clip (``seconds`` over 0) or photo that a service has; ``file`` and ``preview`` lie in its folder."""

    number: int
    file: str
    width: int
    height: int
    seconds: int = 0
    preview: str = ""
    colour: str = "#123456"
    title: str = "A calm sea"
    author: str = "Ann Lee"


class Wire(Protocol):
    """One service's addresses, key and answers."""

    name: str
    searches: tuple[str, str]
    licence: str
    page: str

    def catalogue(self, key: str, base_url: str) -> Catalogue: ...

    def allows(self, headers: dict[str, str], asked: dict[str, str]) -> bool: ...

    def refusal(self) -> tuple[int, str]: ...

    def check(self, asked: dict[str, str]) -> None: ...

    def answer(self, address: str, offered: list[Offered]) -> dict[str, Any]: ...


class PexelsWire:
    """https://www.pexels.com/api/documentation/"""

    name = "pexels"
    searches: tuple[str, str] = ("/videos/search", "/v1/search")
    licence = "Pexels License"
    page = "https://www.pexels.com/video/7/"

    def catalogue(self, key: str, base_url: str) -> Catalogue:
        return Pexels(key, base_url)

    def allows(self, headers: dict[str, str], asked: dict[str, str]) -> bool:
        return headers.get("authorization") == KEY

    def refusal(self) -> tuple[int, str]:
        return 401, '{"status": 401, "code": "Unauthorized"}'

    def check(self, asked: dict[str, str]) -> None:
        assert asked["orientation"] in ("landscape", "portrait", "square")
        assert 1 <= int(asked["per_page"]) <= 80

    def answer(self, address: str, offered: list[Offered]) -> dict[str, Any]:
        clips = [self._video(address, one) for one in offered if one.seconds]
        photos = [self._photo(address, one) for one in offered if not one.seconds]
        page: dict[str, Any] = {"page": 1, "per_page": 15, "total_results": len(offered)}
        return page | {"videos": clips, "photos": photos}

    def _video(self, address: str, one: Offered) -> dict[str, Any]:
        file = {"id": 1, "quality": "hd", "file_type": "video/mp4", "fps": 25.0}
        stream = {"id": 2, "quality": "hls", "file_type": "video/mp4", "width": None, "height": None}
        return {
            "id": one.number,
            "width": one.width,
            "height": one.height,
            "duration": one.seconds,
            "full_res": None,
            "avg_color": None,
            "url": f"https://www.pexels.com/video/{one.number}/",
            "image": f"{address}/files/{one.preview}" if one.preview else "",
            "user": {"id": 1, "name": one.author, "url": "https://www.pexels.com/@ann"},
            "video_files": [
                stream | {"link": f"{address}/files/none.m3u8"},
                file | {"width": one.width, "height": one.height, "link": f"{address}/files/{one.file}"},
                file | {"width": 64, "height": 36, "link": f"{address}/files/too-small.mp4"},
            ],
            "video_pictures": [{"id": 1, "picture": "x", "nr": 0}],
        }

    def _photo(self, address: str, one: Offered) -> dict[str, Any]:
        return {
            "id": one.number,
            "width": one.width,
            "height": one.height,
            "url": f"https://www.pexels.com/photo/{one.number}/",
            "photographer": one.author,
            "photographer_id": 2,
            "avg_color": one.colour,
            "src": dict.fromkeys(("original", "large2x", "tiny"), f"{address}/files/{one.file}"),
            "liked": False,
            "alt": one.title,
        }


class PixabayWire:
    """https://pixabay.com/api/docs/"""

    name = "pixabay"
    searches: tuple[str, str] = ("/api/videos/", "/api/")
    licence = "Pixabay Content License"
    page = "https://pixabay.com/videos/id-7/"

    def catalogue(self, key: str, base_url: str) -> Catalogue:
        return Pixabay(key, base_url)

    def allows(self, headers: dict[str, str], asked: dict[str, str]) -> bool:
        return asked.get("key") == KEY

    def refusal(self) -> tuple[int, str]:
        return 400, "[ERROR 400] Invalid or missing API key (https://pixabay.com/api/docs/)."

    def check(self, asked: dict[str, str]) -> None:
        assert len(asked["q"]) <= 100
        assert asked["safesearch"] == "true"
        assert 3 <= int(asked["per_page"]) <= 200

    def answer(self, address: str, offered: list[Offered]) -> dict[str, Any]:
        hits = [self._video(address, one) if one.seconds else self._photo(address, one) for one in offered]
        return {"total": len(hits), "totalHits": len(hits), "hits": hits}

    def _video(self, address: str, one: Offered) -> dict[str, Any]:
        thumbnail = f"{address}/files/{one.preview}" if one.preview else ""
        file = {"width": one.width, "height": one.height, "size": 1000, "thumbnail": thumbnail}
        small = {"url": f"{address}/files/too-small.mp4", "width": 64, "height": 36, "size": 10}
        return {
            "id": one.number,
            "pageURL": f"https://pixabay.com/videos/id-{one.number}/",
            "type": "film",
            "tags": one.title,
            "duration": one.seconds,
            "videos": {
                "large": {"url": "", "width": 0, "height": 0, "size": 0, "thumbnail": ""},
                "medium": file | {"url": f"{address}/files/{one.file}"},
                "small": small | {"thumbnail": thumbnail},
                "tiny": small | {"thumbnail": thumbnail},
            },
            "views": 1,
            "user_id": 3,
            "user": one.author,
            "userImageURL": "",
        }

    def _photo(self, address: str, one: Offered) -> dict[str, Any]:
        return {
            "id": one.number,
            "pageURL": f"https://pixabay.com/photos/id-{one.number}/",
            "type": "photo",
            "tags": one.title,
            "previewURL": f"{address}/files/{one.preview}" if one.preview else "",
            "webformatURL": f"{address}/files/{one.file}",
            "largeImageURL": f"{address}/files/{one.file}",
            "imageWidth": one.width,
            "imageHeight": one.height,
            "imageSize": 1000,
            "user_id": 3,
            "user": one.author,
        }
