"""Pictures in files, as readers get them: upright, scaled, and with nothing in them but what they show."""

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cchr_feeds.errors import PictureBroken
from cchr_feeds.i18n import _
from cchr_feeds.regular_file import regular

# Only this module knows Pillow. Loading it takes 40 ms, so that is done where a picture is read or made.
if TYPE_CHECKING:
    from PIL.Image import Exif, Image

Box = tuple[int, int]
"""The most pixels that a picture has, in width and in height; it keeps its shape."""

LARGE: Box = (1200, 6000)
"""At the top of a page, and twice the width of a letter."""
SMALL: Box = (352, 1760)
"""Beside a text: twice the width it has in a letter's row."""
LOGO: Box = (600, 264)
ICON: Box = (512, 512)

MOST_PIXELS = 40_000_000
"""What is larger is refused before it is decoded: few bytes may say that there are thousands of millions."""
MOST_BYTES = 64 * 1024 * 1024

JPEG, PNG = "image/jpeg", "image/png"

_FORMATS = ("JPEG", "PNG", "GIF")
# What turns a picture upright, by Pillow's names, for the orientations from 2 on.
_TURNS = "FLIP_LEFT_RIGHT ROTATE_180 FLIP_TOP_BOTTOM TRANSPOSE ROTATE_270 TRANSVERSE ROTATE_90".split()
_QUALITY = 82
# What Pillow raises for bytes that are no picture (its plugins say SyntaxError for a wrong header).
_REFUSED = (OSError, EOFError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, struct.error)


@dataclass(frozen=True, slots=True)
class Header:
    """What the beginning of a picture's file says: its size when it is upright, in pixels.

    `type` is the media type of what is made of it; it `moves` if it has more than one frame.
    """

    width: int
    height: int
    type: str
    moves: bool


@dataclass(frozen=True, slots=True)
class Scaled:
    """A picture as readers get it: made from a file when it is written, no larger than a box."""

    file: Path
    box: Box
    type: str

    def __bytes__(self) -> bytes:
        """The picture, made now; raises `PictureBroken`, or `OSError` for no ordinary file."""
        with regular(self.file) as file, _opened(file, self.file.name) as image:
            turn, size = _orientation(image), fitted(*_upright_size(image), self.box)
            # A JPEG of many more pixels is not decoded whole.
            image.draft("RGB", (2 * max(size), 2 * max(size)))
            _decode(image)
            upright = _upright(_in_srgb(image, self.type), turn)
            return _written(_resized_without_metadata(upright, size), self.type)


def header(path: Path) -> Header:
    """What a picture is, without decoding it; raises `PictureBroken`, or `OSError` for no ordinary file."""
    with regular(path) as file, _opened(file, path.name) as image:
        width, height = _upright_size(image)
        has_alpha = image.mode in ("RGBA", "LA", "P", "PA", "1") or "transparency" in image.info
        kind = PNG if image.format in ("PNG", "GIF") and has_alpha else JPEG
        moves = image.format != "MPO" and bool(getattr(image, "is_animated", False))
        return Header(width, height, kind, moves)


def published_name(name: str, kind: str) -> str:
    """The name of what is made of a file: its own, with the ending of its kind where that is another."""
    endings = (".png",) if kind == PNG else (".jpg", ".jpeg")
    return name if name.lower().endswith(endings) else name + endings[0]


def fitted(width: int, height: int, box: Box) -> tuple[int, int]:
    """The size of a picture scaled down into a box; one that fits stays as it is."""
    scale = min(1, box[0] / width, box[1] / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def refuse_broken(path: Path) -> None:
    """Decodes all of a picture; raises `PictureBroken` where that fails, `OSError` for no ordinary file."""
    with regular(path) as file, _opened(file, path.name) as image:
        image.draft("RGB", (1, 1))  # an eighth of a JPEG's width takes a quarter of the time
        _decode(image)


def has_place(file: BinaryIO) -> bool:
    """Whether a picture says where it was taken."""
    from PIL import ExifTags

    try:
        with _opened(file, "", (*_FORMATS, "WEBP")) as image:
            return bool(_exif(image).get_ifd(ExifTags.IFD.GPSInfo))
    except PictureBroken:
        return False


@contextmanager
def _opened(file: BinaryIO, name: str, formats: tuple[str, ...] = _FORMATS) -> "Iterator[Image]":
    """The picture in a file, not decoded yet; what Pillow refuses of it is a `PictureBroken`."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # sizes are for us to look at, and to tell
    try:
        with warnings.catch_warnings():  # of what is odd in a file
            warnings.simplefilter("ignore")
            with Image.open(file, formats=formats) as image:
                yield image
    except _REFUSED as error:
        raise PictureBroken(_("{name!r} is damaged, or only a part of a picture", name=name)) from error


def _decode(image: "Image") -> None:
    if image.width * image.height > MOST_PIXELS:
        raise ValueError("more pixels than are read")
    image.load()


def _exif(image: "Image") -> "Exif":
    from PIL.Image import Exif

    exif = Exif()
    exif.load(image.info.get("exif", b""))
    return exif


def _orientation(image: "Image") -> int:
    """How the camera was held, from 1 (upright) to 8 (Exif 2.32 §4.6.4)."""
    from PIL import ExifTags

    try:
        found = _exif(image).get(ExifTags.Base.Orientation, 1)
    except _REFUSED:
        return 1
    return found if found in range(1, 9) else 1


def _upright_size(image: "Image") -> tuple[int, int]:
    width, height = image.size
    return (height, width) if _orientation(image) >= 5 else (width, height)  # it lies on its side


def _in_srgb(image: "Image", kind: str) -> "Image":
    """The pixels in the colours of the web; transparent ones where the picture may have them."""
    if image.mode.startswith("I;16"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    mode = "RGB" if kind == JPEG else "RGBA"
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        from PIL import ImageCms

        try:
            own, target = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
            keeps = "RGBA" if image.mode == "RGBA" else "RGB"
            image = ImageCms.profileToProfile(image, own, target, outputMode=keeps) or image
        except ImageCms.PyCMSError:  # it belongs to other pixels, or is none
            pass
    return image.convert(mode)


def _upright(image: "Image", orientation: int) -> "Image":
    from PIL.Image import Transpose

    return image if orientation == 1 else image.transpose(Transpose[_TURNS[orientation - 2]])


def _resized_without_metadata(image: "Image", size: tuple[int, int]) -> "Image":
    """A new picture of this size that keeps nothing but the pixels: no Exif, no place, no name."""
    from PIL import Image
    from PIL.Image import Resampling

    small = image.resize(size, Resampling.LANCZOS)
    # Whatever else Pillow knows of a picture, it would write again.
    return Image.frombytes(small.mode, small.size, small.tobytes())


def _written(image: "Image", kind: str) -> bytes:
    file = io.BytesIO()
    if kind == JPEG:
        image.save(file, "JPEG", quality=_QUALITY, optimize=True, progressive=True, subsampling="4:2:0")
    else:
        image.save(file, "PNG", compress_level=9)
    return file.getvalue()
