"""Pictures for tests: drawn, with all that cameras and programs write into files beside what is seen."""

from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

SECRETS = (
    b"SecretCamera",
    b"SecretPlace",
    b"SecretRights",
    b"SecretComment",
    b"SecretCaption",
    b"SecretTail",
)
"""Words in a planted picture that readers must not get."""

_XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="SecretPlace"/>
</rdf:RDF></x:xmpmeta>"""
# An IPTC caption (IIM 4.2, dataset 2:120) in Photoshop's block.
_IPTC = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x12\x1c\x02\x78\0\x0dSecretCaption"


def a_picture(width: int = 1600, height: int = 900, mode: str = "RGB") -> Image.Image:
    """A picture that is dark at the top and light at the bottom, and red at its left."""
    shades = Image.linear_gradient("L").resize((width, height))
    picture = Image.merge("RGB", (shades, shades, shades))
    picture.paste((200, 0, 0), (0, 0, width // 4, height))
    return picture.convert(mode)


def with_place(orientation: int = 1) -> Image.Exif:
    """What a telephone writes: how it was held, its maker, and where it was."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "SecretCamera"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (11.0, 33.0, 21.5), "E", (104.0, 55.0, 4.25)
    return exif


@cache
def jpeg(orientation: int = 1, width: int = 1600, height: int = 900) -> bytes:
    """A JPEG with a place, a maker, rights, a caption, a comment, a profile, and bytes behind its end."""
    file, stored = BytesIO(), a_picture(width, height)
    turns = {6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270, 3: Image.Transpose.ROTATE_180}
    if orientation in turns:
        stored = stored.transpose(turns[orientation])
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + b"SecretRights"
    exif, marks = with_place(orientation), {"comment": b"SecretComment", "xmp": _XMP}
    stored.save(file, "JPEG", exif=exif, icc_profile=profile, **marks)
    content = file.getvalue()
    app13 = b"\xff\xed" + (len(_IPTC) + 2).to_bytes(2, "big") + _IPTC
    return content[:2] + app13 + content[2:] + b"SecretTail"


@cache
def png(mode: str = "RGBA", width: int = 1600, height: int = 900) -> bytes:
    """A PNG with texts of every kind in it, a place, and bytes behind its end."""
    file, texts = BytesIO(), PngInfo()
    texts.add_text("Author", "SecretRights")
    texts.add_text("Comment", "SecretComment" * 50, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", _XMP.decode())
    texts.add(b"prVt", b"SecretCaption")
    a_picture(width, height, mode).save(file, "PNG", pnginfo=texts, exif=with_place())
    return file.getvalue() + b"SecretTail"


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    """The bytes of a picture in a format."""
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def opened(place: Path) -> Image.Image:
    """A picture of the output, decoded."""
    with Image.open(place) as picture:
        picture.load()
        return picture


def colour_at(picture: Image.Image, x: int, y: int) -> tuple[int, ...]:
    """The red, green and blue of a pixel."""
    return tuple(picture.convert("RGB").crop((x, y, x + 1, y + 1)).tobytes())
