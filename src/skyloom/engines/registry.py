"""The engines of this server, by name: our own and plugged-in ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from importlib.metadata import entry_points

from skyloom.core.errors import CannotStart
from skyloom.engines.base import Engine
from skyloom.engines.candidates.engine import Candidates
from skyloom.engines.export.engine import Export
from skyloom.engines.interior_sky.engine import InteriorSky
from skyloom.engines.skybox.engine import Skybox
from skyloom.engines.voxelise.engine import Voxelise

BUILTIN: tuple[type[Engine], ...] = (Skybox, Export, Candidates, Voxelise, InteriorSky)  # type: ignore[assignment]  # its Params are narrower
GROUP = "skyloom.engines"  # the entry points of plug-ins


class Registry(Mapping[str, Engine]):
    """An immutable mapping from names to engines; a name used twice is an error."""

    def __init__(self, engines: Iterable[Engine]) -> None:
        self._engines: dict[str, Engine] = {}
        for engine in engines:
            if engine.name in self._engines:
                raise CannotStart(f"Two engines are called {engine.name!r}.")
            self._engines[engine.name] = engine

    def __getitem__(self, name: str) -> Engine:
        return self._engines[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._engines)

    def __len__(self) -> int:
        return len(self._engines)

    @property
    def queues(self) -> tuple[str, ...]:
        """The capabilities that a worker with these engines has."""
        return tuple(sorted({engine.queue for engine in self.values()}))


def load(paths: Iterable[str] = ()) -> Registry:
    """Return our own engines, those of installed plug-ins, and those at paths such as "package.module:Class"."""
    plugins = [entry.load()() for entry in entry_points(group=GROUP)]
    return Registry([*(engine() for engine in BUILTIN), *plugins, *(_at(path) for path in paths)])


def _at(path: str) -> Engine:
    module, _, name = path.partition(":")
    try:
        engine: Engine = getattr(import_module(module), name)()
    except (ImportError, AttributeError, ValueError) as error:
        raise CannotStart(f"There is no engine at {path!r}: {error}.") from error
    return engine
