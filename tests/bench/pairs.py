"""Pages and steps by the clock on the wall, each beside the floor in the same moment: the median says the most."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.bench.asked import Asked, Request, asking
from tests.bench.spread import spread

TIMES = 20


def in_time(
    folder: Path, shown: Mapping[str, Request], get: Request, post: Request, pairs: int, **database: str
) -> dict[str, Any]:
    """`get` and `post` are what the floor is asked. It keeps its session in the database, as we keep answers."""
    figures: dict[str, Any] = {}
    with (
        asking("floor", folder, counting=False, FLOOR_SESSIONS="db", **database) as floor,
        asking("service", folder, counting=False, **database) as service,
    ):
        for name, request in shown.items():
            bare = post if request.what == "post" else get
            figures |= paired(name, service, request, floor, bare, pairs)
    return figures


def paired(name: str, service: Asked, request: Request, floor: Asked, bare: Request, pairs: int) -> dict[str, Any]:
    """The first pair warms both up and does not count."""
    both = [(service.seconds(request, TIMES), floor.seconds(bare, TIMES)) for _ in range(pairs + 1)][1:]
    return {
        f"{name}_milliseconds": spread([1000 * ours for ours, _ in both], 1),
        f"{name}_beside_in_time": spread([ours / theirs for ours, theirs in both], 2),
    }
