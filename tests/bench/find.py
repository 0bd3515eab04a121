"""What finding a home or a caller costs: `make bench-find`, on PostgreSQL.

A register of 40,000 homes, and one ten times as large, each with twice as many repairs as homes. The floor is the
reading of one home by its key through Django's cursor, in the same round. Ratios are of pairs: how many such readings
fit into one search. Each search says through which index it reads; none may read a table of homes or repairs whole.
The last line is the figures as JSON.
"""

import argparse
import json
from typing import Any

from tests.bench.import_homes import address
from tests.bench.offer import parts_of, rows_of, seconds_of, statements_of
from tests.bench.submit import spread
from tests.storm.database import NOW, own_database, use_database

SIZES = {"town": 40_000, "county": 400_000}
NAMES = ["Ada", "Grace", "Joan", "Alan", "Mary", "Charles", "Edith", "Kathleen"]
TENURES = ["secure"] * 7 + ["introductory", "leasehold", "right_to_buy"]
COLUMNS = "uprn", "line_1", "line_2", "line_3", "town", "postcode", "sort_key", "tenure", "block_id"
SEARCHES = {
    "postcode": "am1 0aa",
    "part_of_a_postcode": "am1 0l",
    "house_and_street": "7 te road",
    "whole_address": "Flat 1, Aa0 Road House, Northmere, AM1 0LA",
    "a_word_of_all": "road",
    "a_number": "12",
    "block": "block 40",
    "nothing": "zzyzx road",
    "uprn": "999000007919",
    "phone": "07700 900123",
    "email": "somebody.7@example.com",
    "name": "ada surname7",
    "first_name_of_many": "ada",
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--searches", type=int, default=5, help="In each round, of each kind.")
    options.add_argument("--sizes", nargs="+", default=list(SIZES), choices=SIZES)
    given = options.parse_args()
    use_database()
    figures: dict[str, Any] = {}
    with own_database("report_a_repair_bench_find"):
        have = 0
        for size in sorted(given.sizes, key=SIZES.__getitem__):
            fill(have, SIZES[size])
            have = SIZES[size]
            for name, typed in SEARCHES.items():
                figures[f"{size}_{name}"] = found = measure(typed, given.rounds, given.searches)
                print(f"{size} {name.replace('_', ' '):>20}: {found}", flush=True)
    print(json.dumps(figures))


def measure(typed: str, rounds: int, searches: int) -> dict[str, Any]:
    from repairs.homes.models import Home

    key = Home.objects.order_by("pk").values_list("pk", flat=True)[10_000]
    one = statements_of(lambda: Home.objects.get(pk=key))[0]
    ours, ratios = [], []
    for number in range(rounds + 1):
        search = seconds_of(lambda: look_up(typed), searches)
        bare = seconds_of(lambda: rows_of(*one), searches * 10)
        if number:
            # The first pair warms the connection.
            ours.append(search * 1000)
            ratios.append(search / bare)
    return {"ms": spread(ours, 1), "ratio": spread(ratios, 1), "reads": whole_tables(typed)}


def look_up(typed: str) -> None:
    from repairs.contact_centre.find.reading import read_search
    from repairs.contact_centre.find.searching import find_homes, find_repairs

    reading = read_search(typed)
    if reading.is_for_homes:
        find_homes(reading)
    if reading.is_for_repairs:
        find_repairs(reading, NOW)


def whole_tables(typed: str) -> list[str]:
    """The tables that are read without an index."""
    statements = statements_of(lambda: look_up(typed))
    plans = [rows_of(f"EXPLAIN (FORMAT JSON) {sql}", params)[0][0] for sql, params in statements]
    parts = [part for plan in plans for part in parts_of(plan[0]["Plan"])]
    return sorted({part["Relation Name"] for part in parts if part["Node Type"] == "Seq Scan"})


def fill(have: int, homes: int) -> None:
    from django.db import connection

    from repairs.demo.seed import seed_council
    from repairs.homes.models import Home
    from repairs.log.models import Repair
    from tests.log.builders import without_a_time

    if not Repair.objects.exists():
        seed_council()
        without_a_time(home=Home.objects.filter(tenure=Home.Tenure.SECURE).earliest("pk").line_1)
    with connection.cursor() as cursor:
        fill_homes(cursor, range(have, homes))
        fill_repairs(cursor, homes * 2)
        cursor.execute("ANALYZE")


def fill_homes(cursor: Any, numbers: range) -> None:
    """Blocks of 15 flats at every fourth postcode, and streets of 15 houses at the others."""
    from repairs.homes.models import Block
    from repairs.homes.natural_order import natural_key

    streets = range(numbers.start // 15, numbers.stop // 15 + 1)
    named = [Block(reference=f"BL{one}", name=f"Block {one}") for one in streets if one % 4 == 0]
    Block.objects.bulk_create(named, ignore_conflicts=True)
    blocks = dict(Block.objects.values_list("reference", "pk"))
    with cursor.copy(f"COPY homes_home ({', '.join(COLUMNS)}) FROM STDIN") as copy:
        for number in numbers:
            street, place = divmod(number, 15)
            lines = address(street, place + 1)
            copy.write_row(
                [
                    str(999_000_000_000 + number * 7919 % 999_999_937),
                    *lines,
                    natural_key(*lines[:3]),
                    TENURES[number % 10],
                    blocks.get(f"BL{street}"),
                ]
            )


def fill_repairs(cursor: Any, repairs: int) -> None:
    """Each like the first, for somebody else at another moment."""
    from repairs.log.models import Repair

    first = Repair.objects.earliest("pk")
    said = {
        "reference": "'n' || number",
        "draft": "gen_random_uuid()",
        "reported_at": "reported_at - number * interval '5 minutes'",
        "name": f"(ARRAY{NAMES!r})[1 + number %% {len(NAMES)}] || ' Surname' || number / 40",
        "phone": "'07700 ' || number + 1000000",
        "email": "'somebody.' || number || '@example.com'",
    }
    columns = [str(field.column) for field in Repair._meta.concrete_fields if not field.primary_key]
    values = ", ".join(said.get(column, column) for column in columns)
    cursor.execute(
        f"INSERT INTO log_repair ({', '.join(columns)}) SELECT {values} FROM log_repair, "  # noqa: S608
        "generate_series(%s, %s) AS number WHERE log_repair.id = %s",
        [Repair.objects.count(), repairs, first.pk],
    )


if __name__ == "__main__":
    main()
