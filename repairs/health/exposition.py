"""Prometheus's text format. It is a name, labels and a number on each line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
PREFIX = "repairs_"

Labels = Mapping[str, str]


@dataclass(frozen=True)
class Gauge:
    """`samples` are labels and value. All that we tell can go up and down."""

    name: str
    help: str
    samples: Iterable[tuple[Labels, float]]


def exposed(gauges: Iterable[Gauge]) -> str:
    return "".join(line for gauge in gauges for line in lines_of(gauge))


def lines_of(gauge: Gauge) -> Iterable[str]:
    name = f"{PREFIX}{gauge.name}"
    yield f"# HELP {name} {gauge.help}\n# TYPE {name} gauge\n"
    for labels, value in gauge.samples:
        named = ",".join(f'{label}="{escaped(text)}"' for label, text in labels.items())
        yield f"{name}{{{named}}} {value:.10g}\n" if named else f"{name} {value:.10g}\n"


def escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
