"""Make a short prompt longer: by the operator's language model if there is one, else by our own writer."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, field
from time import monotonic

import httpx2 as httpx
import structlog

from skyloom.core.catalog import Style
from skyloom.core.errors import Unavailable
from skyloom.language import enhance as writer

log = structlog.get_logger()
LARGEST_ANSWER = 64 * 2**10  # bytes; a prompt has some hundred
TOKENS = 400
TASK = (
    "You improve prompts for a generator of 360 degree landscape panoramas. Rewrite the user's prompt as one plain "
    "English description of the place, light, weather and near details, in at most {limit} characters. Keep all that "
    "it asks for, add nothing that contradicts it, name no people and no camera. Answer with the prompt alone."
)
AVOID = " Leave out: {negative}."
STYLE = " The picture's style is {style}."
_THINKING = re.compile(r"<think>.*?</think>", re.DOTALL)
_QUOTES = "\"'`“”«» \n\t"


class EnhancerAway(Unavailable):
    """Prompt enhancer service is currently not operational. Please try later."""

    code = "ENHANCER_AWAY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A prompt to enhance, and what the result must respect."""

    prompt: str
    seed: int
    limit: int  # characters
    negative_text: str = ""
    style: Style | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageModel:
    """An OpenAI-compatible endpoint of the operator's."""

    url: str  # of the API, e.g. http://127.0.0.1:11434/v1
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 20.0  # seconds for the whole answer

    def write(self, wish: Wish, /) -> str:
        """Return the model's prompt as one plain line, or raise EnhancerAway."""
        try:
            answer = self._ask(wish)
            text = plain(answer["choices"][0]["message"]["content"], limit=wish.limit)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, ValueError, LookupError, TypeError) as error:
            log.warning("enhancer.failed", error=type(error).__name__, reason=str(error)[:200])
            raise EnhancerAway from error
        if not text:
            log.warning("enhancer.failed", error="empty", reason="the answer holds no text")
            raise EnhancerAway
        return text

    def _ask(self, wish: Wish) -> dict[str, list[dict[str, dict[str, str]]]]:
        body = {
            "model": self.model,
            "messages": [{"role": "system", "content": _task(wish)}, {"role": "user", "content": wish.prompt}],
            "max_tokens": TOKENS,
            "seed": wish.seed % 2**31,
            "stream": False,
        }
        headers = {"authorization": f"Bearer {self.key}"} if self.key else {}
        address = f"{self.url.rstrip('/')}/chat/completions"
        deadline = _Deadline(self.timeout)
        with (
            httpx.Client(timeout=self.timeout, headers=headers) as client,
            client.stream("POST", address, json=body) as answer,
        ):
            answer.raise_for_status()
            said = b""
            for part in answer.iter_bytes():
                said += part
                deadline.check()
                if len(said) > LARGEST_ANSWER:
                    raise ValueError("the answer is too long")
        read: dict[str, list[dict[str, dict[str, str]]]] = json.loads(said)
        return read


def enhance(model: LanguageModel | None, wish: Wish, /) -> str:
    """Return the longer prompt; raise EnhancerAway if a language model is set and does not answer."""
    if model is not None:
        return model.write(wish)
    return writer.enhance(
        wish.prompt, seed=wish.seed, limit=wish.limit, negative_text=wish.negative_text, style=wish.style
    )


def plain(text: object, /, *, limit: int) -> str:
    """Return untrusted text as one line without markup or control characters, cut at a word."""
    if not isinstance(text, str):
        raise TypeError("the answer is no text")
    bare = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in _THINKING.sub(" ", text))
    line = " ".join(bare.replace("*", " ").replace("#", " ").split()).strip(_QUOTES)
    if len(line) <= limit:
        return line
    return line[:limit].rpartition(" ")[0].rstrip(" ,;:") or line[:limit]


def _task(wish: Wish) -> str:
    task = TASK.format(limit=wish.limit)
    if wish.negative_text:
        task += AVOID.format(negative=wish.negative_text)
    return task + (STYLE.format(style=wish.style.name) if wish.style else "")


class _Deadline:
    """The end of a time that a slow stream of bytes must not stretch."""

    def __init__(self, seconds: float) -> None:
        self._ends = monotonic() + seconds

    def check(self) -> None:
        if monotonic() > self._ends:
            raise TimeoutError("the answer took too long")
