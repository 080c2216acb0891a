"""What there is to do and how it went, for Prometheus: read from the database, so every process says the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector

from skyloom.core.errors import Unavailable
from skyloom.core.measures import Spread
from skyloom.services.context import Context
from skyloom.services.demand import demand


class Figures(Collector):
    """Generations by state and queue, and how long they waited and took."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx

    def describe(self) -> Iterable[Metric]:
        """Name nothing beforehand: a look into the database is not worth it."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """Return the figures of this moment; none while the database is away."""
        try:
            now = demand(self._ctx)
        except Unavailable:
            return
        generations = GaugeMetricFamily(
            "skyloom_generations", "Generations by queue and status.", labels=("queue", "status")
        )
        for (queue, status), number in now.generations.items():
            generations.add_metric((queue, status), number)
        yield generations
        yield _histogram("skyloom_render_seconds", "From claimed to complete, in seconds.", now.render)
        yield _histogram("skyloom_wait_seconds", "From ordered to claimed, in seconds.", now.wait)


def _histogram(name: str, words: str, spreads: Mapping[str, Spread]) -> Metric:
    family = HistogramMetricFamily(name, words, labels=("queue",))
    for queue, spread in spreads.items():
        buckets = [(str(bound), float(number)) for bound, number in spread.within.items()]
        family.add_metric((queue,), buckets=[*buckets, ("+Inf", float(spread.count))], sum_value=spread.total)
    return family
