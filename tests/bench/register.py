"""Finding homes in a register of all of England's council homes: `make bench-register`, on PostgreSQL.

4.1 million homes, 15 at a postcode, with every index. A resident's look-up of a postcode stands beside the same query
through the driver alone, on the same connection, in turns; the ratio is of the 99th percentiles of each round. Then
what staff type into *Find a home* is looked up (beside reading one home by its key, as in `make bench-find`), and the
indexes that homes are read by are named. The last line is the figures as JSON.
"""

import argparse
import json
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.bench.find import SEARCHES, fill_homes, measure
from tests.bench.multiplied import multiply, run
from tests.bench.offer import seconds_of, statements_of
from tests.bench.open_loop import percentiles
from tests.bench.submit import spread
from tests.bench.whole_service import load_of_machine
from tests.storm.database import own_database, use_database

HOMES = 4_100_000
FIRST = 41_000
"""Written one by one. The others are copies with postcodes and UPRNs of their own."""
ASKED = 2.0
OF_REPAIRS = {"phone", "email", "name", "first_name_of_many"}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--homes", type=int, default=HOMES)
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--look-ups", type=int, default=2000, help="In each round, for each of the two.")
    given = options.parse_args()
    use_database()
    with own_database("report_a_repair_bench_register"):
        seconds = fill(given.homes)
        figures = look_ups(given.rounds, given.look_ups) | {"filled_in_seconds": seconds, "load": load_of_machine()}
        figures |= {f"staff_{name}": measure(typed, 5, 3) for name, typed in SEARCHES.items() if name not in OF_REPAIRS}
    for name, figure in figures.items():
        print(f"{name.replace('_', ' '):>32}: {figure}")
    print(json.dumps(figures))


def fill(homes: int) -> float:
    from django.db import connection

    begun = time.monotonic()
    first = min(FIRST, homes)
    with without_indexes("homes_home"), connection.cursor() as cursor:
        fill_homes(cursor, range(first))
        multiply_homes(homes // first - 1)
    run("VACUUM ANALYZE homes_home")
    return round(time.monotonic() - begun, 1)


def multiply_homes(times: int) -> None:
    """The n-th copy is of another town: other letters before its postcodes, other UPRNs, another name of its roads."""
    from repairs.homes.models import Home

    area = "chr(66 + n / 20) || chr(65 + n % 20)"
    differs = {
        "uprn": "(uprn::bigint - 899000000000 + n::bigint * 1000000000)::text",
        "postcode": f"{area} || substr(postcode, 3)",
        "line_1": f"line_1 || ' ' || {area}",
    }
    if times:
        multiply(Home, times, apart=10_000_000, differs=differs)


@contextmanager
def without_indexes(table: str) -> Iterator[None]:
    """They are made when all rows are there, as a restored backup does."""
    kept = run(
        f"SELECT indexname, indexdef FROM pg_indexes WHERE tablename = '{table}'"  # noqa: S608
        " AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = indexname)"
    )
    for name, _ in kept:
        run(f'DROP INDEX "{name}"')
    yield
    for _, made in kept:
        run(made)


def look_ups(rounds: int, count: int) -> dict[str, Any]:
    from repairs.homes.find import homes_at
    from repairs.homes.models import Home
    from repairs.homes.postcode import Postcode

    some = run("SELECT DISTINCT postcode FROM homes_home TABLESAMPLE SYSTEM (1) LIMIT 20000")
    postcodes = [Postcode(found) for (found,) in some]
    sql, params = statements_of(lambda: homes_at(postcodes[0]))[0]
    bare = through_driver(sql, params)
    chance, ours, floor, ratios = random.Random(1), [], [], []
    for number in range(rounds + 1):
        taken = chance.choices(postcodes, k=count * 2)
        looked, read = in_turns(homes_at, bare, taken)
        if number:
            # The first round warms the connection and the cache of both.
            ours.append(looked)
            floor.append(read)
            ratios.append(looked["p99"] / read["p99"])
    return {
        "homes": Home.objects.count(),
        "homes_at_a_postcode": len(homes_at(postcodes[0])),
        "look_up_p50_ms": spread([one["p50"] for one in ours], 2),
        "look_up_p99_ms": spread([one["p99"] for one in ours], 2),
        "bare_p50_ms": spread([one["p50"] for one in floor], 2),
        "bare_p99_ms": spread([one["p99"] for one in floor], 2),
        "ratio_p50": spread([one["p50"] / other["p50"] for one, other in zip(ours, floor, strict=True)], 2),
        "ratio_p99": spread(ratios, 2),
        "asked_ratio_p99": ASKED,
        "megabytes_of_homes": run("SELECT pg_table_size('homes_home') >> 20")[0][0],
        "megabytes_of_indexes": run("SELECT pg_indexes_size('homes_home') >> 20")[0][0],
    }


def through_driver(sql: str, params: Any) -> Callable[[Any], object]:
    """What homes_at asks, and nothing made of it."""
    from django.db import connection

    driver = connection.connection

    def read(postcode: str) -> list[Any]:
        given = tuple(postcode if one == params[0] else one for one in params)
        return list(driver.execute(sql, given).fetchall())

    return read


def in_turns(one: Callable[[Any], object], other: Callable[[Any], object], taken: list[Any]) -> Any:
    took: tuple[list[float], list[float]] = [], []
    for number, postcode in enumerate(taken):
        which = number % 2
        took[which].append(seconds_of(lambda: (one, other)[which](postcode), 1))  # noqa: B023 it is called at once
    return [fine_percentiles(each) for each in took]


def fine_percentiles(seconds: list[float]) -> dict[str, float]:
    """In milliseconds; these are parts of one."""
    return {name: found / 1000 for name, found in percentiles(one * 1000 for one in seconds).items()}


if __name__ == "__main__":
    main()
