"""What a page costs beside a bare Django page: `make bench-pages`. Needs valgrind, which counts instructions.

Instructions repeat to a few in ten thousand where times vary by half. Each count is what 40 requests took in a
process of their own, after it had warmed up, through its WSGI application: ours with its middleware, cookies, a draft
in the database and all that it looks up, and the floor (`tests/bench/floor`) with a cookie session and nothing
besides. A step that is answered keeps a draft in the database, so its floor keeps a session there. Then each is asked
by turns with the floor that keeps a session in the database, and timed by the clock on the wall. Of each figure the
least, the middle and the most are told. The last line is all of them as JSON.
"""

import argparse
import json
import os
import re
import tempfile
from pathlib import Path
from typing import Any

import tests.environment  # noqa: F401
from tests.bench.asked import Asked, Request, asking, need_valgrind
from tests.bench.import_homes import make_database
from tests.bench.pairs import in_time
from tests.bench.spread import spread

FLOOR = "/question/"
ROOMS = ({"option": "kitchen"}, {"option": "bathroom"})
BARE, BARE_POST = Request(FLOOR), Request(FLOOR, what="post", forms=ROOMS)
BARE_ANSWERED = Request(FLOOR, what="get-answered", forms=ROOMS)
REACH = {"question_ratio": 1.0, "heaviest_ratio": 1.6, "post_ratio": 1.3}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--repeats", type=int, default=5)
    options.add_argument("--pairs", type=int, default=7, help="How often each is timed. 0 is not at all.")
    options.add_argument("--only", nargs="*", help="Names of pages, and of steps with post- before them.")
    given = options.parse_args()
    need_valgrind()
    with tempfile.TemporaryDirectory(prefix="bench-pages-") as folder:
        destroy = make_database(Path(folder))
        try:
            figures = measure(Path(folder), given.repeats, given.pairs, given.only)
        finally:
            destroy()
    for name, figure in figures.items():
        print(f"{name.replace('_', ' '):>34}: {figure}")
    print(json.dumps(figures))


def measure(folder: Path, repeats: int, pairs: int, only: list[str] | None) -> dict[str, Any]:
    from repairs.demo.seed import seed_council
    from tests.bench.reporting import pages, steps

    seed_council()
    every = {**pages(), **{f"post-{name}": step for name, step in steps().items()}}
    shown = {name: request for name, request in every.items() if not only or name in only}
    database = {"DATABASE_URL": database_url()}
    with asking("floor", folder, counting=True, **database) as floor:
        get = floor.instructions(BARE, repeats)
        cookie_post = floor.instructions(BARE_POST, repeats)
    with asking("floor", folder, counting=True, FLOOR_SESSIONS="db", **database) as floor:
        post = floor.instructions(BARE_POST, repeats)
    figures: dict[str, Any] = {
        "bare_get_instructions": spread(get),
        "bare_post_instructions": spread(post),
        "bare_post_cookie_instructions": spread(cookie_post),
    }
    with asking("service", folder, counting=True, **database) as service:
        for name, request in shown.items():
            figures |= beside(name, request, service, post if request.what == "post" else get, repeats)
    if pairs:
        figures |= in_time(folder, shown, BARE_ANSWERED, BARE_POST, pairs, **database)
    return figures | summed_up(figures) | {f"asked_{name}": reach for name, reach in REACH.items()}


def beside(name: str, request: Request, service: Asked, floor: list[int], repeats: int) -> dict[str, Any]:
    counts = service.instructions(request, repeats)
    ratios = [count / bare for count, bare in zip(counts, floor, strict=True)]
    return {f"{name}_instructions": spread(counts), f"{name}_ratio": spread(ratios, 2)}


def summed_up(figures: dict[str, Any]) -> dict[str, float]:
    """By the middle of each."""
    ratios = {name.removesuffix("_ratio"): one[1] for name, one in figures.items() if name.endswith("_ratio")}
    kinds = {
        "question_ratio": [ratio for name, ratio in ratios.items() if name == "where"],
        "heaviest_ratio": [ratio for name, ratio in ratios.items() if not name.startswith("post-")],
        "post_ratio": [ratio for name, ratio in ratios.items() if name.startswith("post-")],
    }
    return {name: max(found) for name, found in kinds.items() if found}


def database_url() -> str:
    """With patience for connecting, because everything is slow while it is counted."""
    from django.db import connection

    made = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{made['NAME']}"
    return re.sub(r"[^/]*$", f"{made['NAME']}?connect_timeout=60", os.environ["DATABASE_URL"], count=1)


if __name__ == "__main__":
    main()
