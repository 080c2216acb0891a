"""Pixels to files: JPEG with the marks that make viewers open a panorama as one."""

from __future__ import annotations

import cv2
import numpy as np
import simplejpeg
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

XMP_HEADER = b"http://ns.adobe.com/xap/1.0/\x00"
XMP = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:GPano="http://ns.google.com/photos/1.0/panorama/"'
    ' GPano:ProjectionType="equirectangular" GPano:UsePanoramaViewer="True"'
    ' GPano:FullPanoWidthPixels="{width}" GPano:FullPanoHeightPixels="{height}"'
    ' GPano:CroppedAreaImageWidthPixels="{width}" GPano:CroppedAreaImageHeightPixels="{height}"'
    ' GPano:CroppedAreaLeftPixels="0" GPano:CroppedAreaTopPixels="0"'
    ' GPano:PoseHeadingDegrees="0"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
)


def jpeg(pixels: Pixels, *, quality: int = 92) -> bytes:
    """Return sRGB pixels (h, w, 3) or grey ones (h, w) as a JPEG with full colour resolution."""
    if pixels.ndim == 2:
        grey = np.ascontiguousarray(pixels[..., None])
        return bytes(simplejpeg.encode_jpeg(grey, quality=quality, colorspace="GRAY"))
    data = np.ascontiguousarray(pixels)
    return bytes(simplejpeg.encode_jpeg(data, quality=quality, colorspace="RGB", colorsubsampling="444"))


def panorama_jpeg(pixels: Pixels, *, quality: int = 92) -> bytes:
    """Return an equirectangular picture (h, 2 h, 3) as a JPEG that says so (GPano)."""
    packet = XMP_HEADER + panorama_xmp(pixels.shape[1])
    segment = b"\xff\xe1" + (len(packet) + 2).to_bytes(2, "big") + packet
    plain = jpeg(pixels, quality=quality)
    return plain[:2] + segment + plain[2:]


def panorama_xmp(width: int) -> bytes:
    """Return the metadata by which viewers know a panorama."""
    return XMP.format(width=width, height=width // 2).encode()


def decoded(data: bytes) -> Pixels:
    """Return the sRGB pixels (h, w, 3) of a JPEG."""
    pixels: Pixels = simplejpeg.decode_jpeg(data, colorspace="RGB")
    return pixels


def shrunk(pixels: Pixels, /, *, width: int, height: int) -> Pixels:
    """Return a smaller picture, each pixel the mean of what it covers."""
    smaller: Pixels = cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA).astype(np.uint8)
    return smaller
