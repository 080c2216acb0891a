"""The filters that a row of the catalogue can name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from skyloom.render.styles import dots, facets, lines, net, paint, spectra, tone, wet
from skyloom.render.styles.sheet import Sheet

FILTERS: Mapping[str, Callable[..., Sheet]] = {
    "paint": paint.paint,
    "strokes": paint.strokes,
    "net": net.net,
    "outline": lines.outline,
    "hatch": lines.hatch,
    "cel": tone.cel,
    "poster": tone.poster,
    "palette": tone.palette,
    "grade": tone.grade,
    "duotone": tone.duotone,
    "bloom": tone.bloom,
    "grain": tone.grain,
    "paper": tone.paper,
    "haze": tone.haze,
    "mottled": tone.mottled,
    "watercolour": wet.watercolour,
    "pastel": wet.pastel,
    "varnish": wet.varnish,
    "splatter": wet.splatter,
    "blots": wet.blots,
    "halftone": dots.halftone,
    "facets": facets.facets,
    "infrared": spectra.infrared,
    "hologram": spectra.hologram,
    "blueprint": spectra.blueprint,
    "hues": spectra.hues,
    "clay": spectra.clay,
    "focus": spectra.focus,
    "crisp": tone.crisp,
    "soften": tone.soften,
    "screen": dots.screen,
    "cuts": lines.cuts,
    "tiles": facets.tiles,
    "dabs": facets.dabs,
    "drift": spectra.drift,
    "grid": spectra.grid,
    "fringe": spectra.fringe,
}
