"""What a photo's file tells besides its pixels: segments, EXIF's orientation, and the mark of an altered photo."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

EXIF, XMP, ICC = b"Exif\x00\x00", b"http://ns.adobe.com/xap/1.0/\x00", b"ICC_PROFILE\x00"
ORIENTATION = 0x0112
ALTERED = "Digitally altered: view through windows"
SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic"  # part of it was never before a camera
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DESCRIPTION = (
    '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
    ' xmlns:skyloom="https://skyloom.invalid/ns/1.0/"'
    f' Iptc4xmpExt:DigitalSourceType="{SOURCE}" skyloom:Altered="{ALTERED}"/>'
)
LONGEST = 65_000  # bytes of a packet in one segment
HEAD = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'


def segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the markers and bodies of a JPEG's segments before its picture."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        if marker == 0xDA or marker == 0xD9:
            return
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:  # without a length
            at += 2
            continue
        length = struct.unpack_from(">H", data, at + 2)[0]
        yield marker, data[at + 4 : at + 2 + length]
        at += 2 + length


def upright(exif: bytes) -> bytes:
    """Return EXIF (from its TIFF header on) that tells of upright pixels and holds no small picture of the old ones."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None:
        return exif
    told = bytearray(exif)
    try:
        start = struct.unpack_from(order + "I", told, 4)[0]
        count = struct.unpack_from(order + "H", told, start)[0]
        for entry in range(start + 2, start + 2 + 12 * count, 12):
            tag, kind = struct.unpack_from(order + "HH", told, entry)
            if tag == ORIENTATION and kind == 3:
                struct.pack_into(order + "H", told, entry + 8, 1)
        struct.pack_into(order + "I", told, start + 2 + 12 * count, 0)  # no second directory: its thumbnail is stale
    except struct.error:
        return exif
    return bytes(told)


def altered(packet: bytes | None) -> bytes:
    """Return an XMP packet that says that the view through windows is altered, and all that it said before."""
    if packet is not None:
        text = packet.decode("utf-8", "replace")
        text = re.sub(r'\s+Iptc4xmpExt:DigitalSourceType\s*=\s*("[^"]*"|\'[^\']*\')', "", text)
        text = re.sub(r"<Iptc4xmpExt:DigitalSourceType\b.*?(/>|</Iptc4xmpExt:DigitalSourceType>)", "", text, flags=re.S)
        end = text.rfind("</rdf:RDF>")
        longer = text[:end] + DESCRIPTION + text[end:] if end >= 0 else ""
        if longer and len(longer.encode()) < LONGEST:
            return longer.encode()
    body = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}">{DESCRIPTION}</rdf:RDF></x:xmpmeta>'
    return f'{HEAD}{body}<?xpacket end="w"?>'.encode()
