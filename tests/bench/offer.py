"""Whether times are offered as quickly from a large diary: `make bench-offer`, on PostgreSQL.

The large diary has 3 windows on each of 60 days for each of 12 trades in 20 patches, the small one for one trade in
one patch, and the hundredfold one as many places as a hundred of the demo's. The floor is the very statement of an
offer, run bare through Django's cursor in the same round. Ratios are of pairs; the last line is the figures as JSON.
"""

import argparse
import json
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

from tests.bench.submit import spread
from tests.storm.database import DAY, NOW, build_town, own_database, use_database

DAYS = 60
SIZES = {"small": (1, 1), "large": (20, 12), "hundredfold": (124, 12)}
"""Patches and trades. The demo has some 2,700 places."""
MINUTES = 240


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--offers", type=int, default=20, help="In each round, for each of the two.")
    given = options.parse_args()
    use_database()
    with own_database("report_a_repair_bench_offer"):
        build_town()
        figures: dict[str, Any] = {"queries_target": 3}
        for size, (patches, trades) in SIZES.items():
            fill_diary(patches, trades)
            figures |= {f"{size}_{name}": figure for name, figure in measure(given.rounds, given.offers).items()}
    for name, figure in figures.items():
        print(f"{name.replace('_', ' '):>22}: {figure}")
    print(json.dumps(figures))


def fill_diary(patches: int, trades: int) -> None:
    """Every third place is full, and in every third minutes are held by nobody any more."""
    from django.db import connection

    from appointments.models import Booking, Place, Window
    from repairs.council.models import Patch, Trade

    Booking.objects.all().delete()
    Place.objects.all().delete()
    for number in range(Patch.objects.count(), max(patches, trades)):
        Patch.objects.create(code=f"P{number}", name=f"Patch {number}")
        Trade.objects.create(code=f"T{number}", name=f"Trade {number}", person="someone", hact_code="PL")
    where = product(Patch.objects.order_by("pk")[:patches], Trade.objects.order_by("pk")[:trades])
    when = list(product(range(DAYS), Window.objects.all()))
    places = Place.objects.bulk_create(
        [
            Place(
                patch=patch,
                trade=trade,
                window=window,
                day=DAY + timedelta(days=day),
                minutes=MINUTES,
                booked=MINUTES if (day + window.pk) % 3 == 0 else 0,
                held=60 if (day + window.pk) % 3 == 1 else 0,
            )
            for patch, trade in where
            for day, window in when
        ],
        batch_size=5_000,
    )
    ran_out = NOW - timedelta(minutes=5)
    Booking.objects.bulk_create(
        [
            Booking(place=place, minutes=60, holder=f"someone-{place.pk}", held_until=ran_out, created_at=ran_out)
            for place in places
            if place.held
        ],
        batch_size=5_000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure(rounds: int, offers: int) -> dict[str, Any]:
    from appointments.models import Place

    statements = statements_of(offer)
    ours, ratios = [], []
    for number in range(rounds + 1):
        offering = seconds_of(offer, offers)
        bare = seconds_of(lambda: [rows_of(*statement) for statement in statements], offers)
        if number:
            # The first pair warms the connection.
            ours.append(offering * 1000)
            ratios.append(bare / offering)
    return {
        "places": Place.objects.count(),
        "slots": len(offer()),
        "queries": len(statements),
        "indexes": indexes_of(statements),
        "offer_ms": spread(ours, 2),
        "ratio": spread(ratios, 2),
    }


def offer() -> list[Any]:
    from appointments.diary import Job
    from appointments.offer import offer_slots

    return offer_slots(Job("N", "PL", 45), 1, NOW, holder="someone")


def statements_of(call: Callable[[], object]) -> list[tuple[str, Any]]:
    from django.db import connection

    kept = []

    def keep(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        kept.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        call()
    return kept


def rows_of(sql: str, params: Any) -> list[Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def indexes_of(statements: list[tuple[str, Any]]) -> list[str]:
    """Through which index each table is read, and which are read whole."""
    plans = [rows_of(f"EXPLAIN (FORMAT JSON) {sql}", params)[0][0] for sql, params in statements]
    parts = [
        part for plan in plans for part in parts_of((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"])
    ]
    return sorted({f"{part['Relation Name']} by {part.get('Index Name', 'nothing')}" for part in parts})


def parts_of(plan: dict[str, Any]) -> list[dict[str, Any]]:
    inner = [part for below in plan.get("Plans", ()) for part in parts_of(below)]
    return [plan, *inner] if "Relation Name" in plan else inner


def seconds_of(call: Callable[[], object], times: int) -> float:
    """For one of them."""
    begun = time.perf_counter()
    for _ in range(times):
        call()
    return (time.perf_counter() - begun) / times


if __name__ == "__main__":
    main()
