"""An uploaded picture, made safe: decoded, turned upright, scaled down and written as PNG."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from picturelock.providers.documents.refused import refused

_FORMATS = ("PNG", "JPEG", "WEBP")
_PIXELS = 50_000_000
_LONGEST_SIDE = 2000


def read_picture(name: str, content: bytes) -> bytes:
    """A PNG of the picture, at most 2,000 pixels on its longer side, without the original's metadata.

    Raises:
        InvalidInputError: it is not a PNG, JPEG or WebP picture, is damaged, or is too large.
    """
    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures before their size can be looked at; it is looked at below.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=_FORMATS)
        if picture.width * picture.height > _PIXELS:
            raise refused(name, f"has {picture.width}×{picture.height} pixels; 50 million are allowed")
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise refused(name, "is not a picture that can be used; use PNG, JPEG or WebP") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise refused(name, f"is damaged: {error}") from error
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    made = io.BytesIO()
    upright.save(made, "PNG")
    return made.getvalue()
