"""What some published clients ask for besides: feedback and a tip."""

from __future__ import annotations

import json
import random
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request

from skyloom.api.access import SCHEMES, Calling, Ctx, fields_of
from skyloom.api.body import Fields
from skyloom.api.errors import TooLarge
from skyloom.api.parameters import UNSENDABLE, Json
from skyloom.api.skybox.documented import TOO_LARGE, DoneOut, TipOut, answers
from skyloom.services.give_feedback import give_feedback

router = APIRouter(dependencies=SCHEMES, tags=["Extras"])
MAX_FEEDBACK = 64 * 2**10  # characters of JSON
MAX_DEPTH = 20  # lists and objects within each other
SENT = {
    "requestBody": {
        "content": {
            "application/json": {"schema": {"type": "object", "description": "Whatever the client has to say."}}
        }
    }
}
TIPS = (
    "Say what time it is: “golden hour”, “blue hour” and “noon” change the light more than any other words.",
    "Name the ground, the middle distance and the sky, in that order, and no direction stays empty.",
    "Put what you do not want into the negative text: “people, buildings, fog”.",
    "Keep the seed and change one word: the same world comes back in another light.",
    "Weather is free: “thunderstorm”, “light snow”, “morning mist” or “clear sky”.",
    "Want more sky? Say that you stand on a summit, a roof or a ship.",
    "Numbers count: “two moons”, “a row of five windmills”.",
    "Let the prompt be enhanced when it is short; the answer shows what was added.",
    "A style dresses what the prompt leaves open. Say less, and it says more.",
    "Set the depth scale to 3 first and raise it slowly: near things move most.",
    "For lighting a scene, export HDRI: it holds the sun as bright as it is.",
    "Look down before you accept: what lies under the camera is part of the world, too.",
    "Colours can be asked for: “turquoise water”, “red sandstone”, “violet sky”.",
    "Indoors works as well: “inside a greenhouse”, “a library with tall windows”.",
)


async def said(request: Request) -> Fields:
    """Return what was sent, without the key."""
    return {name: value for name, value in (await fields_of(request)).items() if name != "api_key"}


@router.get("/feedbacks", response_model=None, responses=answers(list[Json]))
def feedbacks(_caller: Calling) -> list[Json]:
    """List the questions that clients shall put to their users: none."""
    return []


@router.post("/feedbacks", openapi_extra=SENT, response_model=None, responses=answers(DoneOut, TOO_LARGE))
def feedback(ctx: Ctx, caller: Calling, fields: Annotated[Fields, Depends(said)]) -> Json:
    """Keep what a client's user says, for whoever runs this server."""
    body = {_storable(name): _storable(value) for name, value in fields.items()}
    if len(json.dumps(body)) > MAX_FEEDBACK:
        raise TooLarge(f"Feedback may hold at most {MAX_FEEDBACK} characters; say it in fewer.")
    give_feedback(ctx, account_id=caller.account.id, body=body)
    return {"success": True}


@router.get("/skybox/get-one-tip-unity", response_model=None, responses=answers(TipOut))
def tip(_caller: Calling) -> Json:
    """Give a tip on prompts, another one each time."""
    return {"tip": random.choice(TIPS)}


def _storable(value: Any, depth: int = 0) -> Any:
    """Return the value as JSON that PostgreSQL takes; what cannot be kept becomes text or is left out."""
    match value:
        case dict() | list() if depth >= MAX_DEPTH:
            return None
        case dict():
            return {_storable(str(name)): _storable(part, depth + 1) for name, part in value.items()}
        case list():
            return [_storable(part, depth + 1) for part in value]
        case str():
            return UNSENDABLE.sub("\ufffd", value)
        case float() if value != value or abs(value) == float("inf"):
            return str(value)
        case None | bool() | int() | float():
            return value
    return f"({type(value).__name__.lower()})"
