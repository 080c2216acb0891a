"""Files that come as base64 in a text."""

from __future__ import annotations

import base64
import binascii
import re

from skyloom.core.errors import InvalidInput

SHOWN = 40  # characters of what was sent that an error repeats
DATA_URI = re.compile(r"data:[^,]{0,200}?(;base64)?,", re.I)
BLANKS = re.compile(r"[\t\r\n\f\v]+")
URLSAFE = str.maketrans("-_", "+/")
WHOLE = 4  # base64 comes in groups of so many characters


def from_base64(text: str, *, otherwise: str = "is not base64") -> bytes:
    """Return what base64 says, or raise InvalidInput; line breaks, the alphabet for URLs and a data: URI are fine.

    `otherwise` says what is wrong with a text that is none.
    """
    uri = DATA_URI.match(text)
    if uri and not uri[1]:
        raise InvalidInput("A data: URI must hold base64.")
    digits = _unbroken(BLANKS.sub("", text[uri.end() if uri else 0 :])).translate(URLSAFE).rstrip("=")
    try:
        return base64.b64decode(digits + "=" * (-len(digits) % WHOLE), validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidInput(f"{text[:SHOWN]!a} {otherwise}.") from error


def _unbroken(digits: str) -> str:
    """Return base64 without blanks; in a form that was not encoded they were plus signs."""
    if " " not in digits:
        return digits
    return digits.replace(" ", "+" if len(digits) % WHOLE == 0 else "")
