"""Which builder makes which place."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from skyloom.core.scene import Place
from skyloom.world.built import Built
from skyloom.world.places.castle import castle
from skyloom.world.places.cathedral import cathedral
from skyloom.world.places.cave import cave
from skyloom.world.places.city import city
from skyloom.world.places.cockpit import cockpit
from skyloom.world.places.cyberpunk import cyberpunk
from skyloom.world.places.greenhouse import greenhouse
from skyloom.world.places.hall import hall
from skyloom.world.places.harbour import harbour
from skyloom.world.places.industry import industry
from skyloom.world.places.library import library
from skyloom.world.places.old_town import old_town
from skyloom.world.places.room import room
from skyloom.world.places.ruins import ruins
from skyloom.world.places.ship import ship
from skyloom.world.places.space import space
from skyloom.world.places.station import station
from skyloom.world.places.temple import temple
from skyloom.world.places.village import village
from skyloom.world.places.wasteland import wasteland
from skyloom.world.placing import Plan

Builder = Callable[[Plan], Built]

PLACES: Mapping[Place, Builder] = {
    Place.CASTLE: castle,
    Place.HARBOUR: harbour,
    Place.OLD_TOWN: old_town,
    Place.RUINS: ruins,
    Place.SHIP: ship,
    Place.TEMPLE: temple,
    Place.VILLAGE: village,
    Place.SPACE: space,
    Place.CITY: city,
    Place.CYBERPUNK: cyberpunk,
    Place.WASTELAND: wasteland,
    Place.INDUSTRY: industry,
    Place.STATION: station,
    Place.ROOM: room,
    Place.GREENHOUSE: greenhouse,
    Place.COCKPIT: cockpit,
    Place.LIBRARY: library,
    Place.HALL: hall,
    Place.CAVE: cave,
    Place.CATHEDRAL: cathedral,
}


def place(plan: Plan) -> Built:
    """Build what surrounds the camera; nothing for nature alone."""
    builder = PLACES.get(plan.scene.site.place)
    return builder(plan) if builder else Built()
