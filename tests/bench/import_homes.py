"""How fast a register is imported, and in how much memory: `python -m tests.bench.import_homes [--homes 55000]`.

It uses the engine of DATABASE_URL with a database of its own. The floor is the quickest way that engine has to take
the same rows unchecked into the same table: COPY on PostgreSQL, executemany in one transaction on SQLite.
"""

import argparse
import csv
import json
import os
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django

import tests.environment  # noqa: F401

HEADER = "uprn,line_1,line_2,line_3,town,postcode,tenure,patch,block,block_name,floor,top_floor,alerts"
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
TENURES = ["secure"] * 7 + ["introductory", "leasehold", "right_to_buy"]
FLOOR_COLUMNS = "uprn,line_1,line_2,line_3,town,postcode,sort_key,tenure,patch_id,floor,top_floor"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--homes", type=int, default=55_000)
    homes = options.parse_args().homes
    with tempfile.TemporaryDirectory(prefix="import-homes-") as folder:
        destroy = make_database(Path(folder))
        try:
            print(json.dumps(measure(Path(folder) / "homes.csv", homes)))
        finally:
            destroy()


def make_database(folder: Path) -> Callable[[], None]:
    """A fresh database, migrated, in a file when it is SQLite: one in memory would measure nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repairs.settings")
    django.setup()
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(folder / "bench.sqlite3")
    else:
        connection.settings_dict["TEST"]["NAME"] = f"bench_homes_{time.time_ns()}"
    before = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    return lambda: connection.creation.destroy_test_db(before, verbosity=0)


def measure(path: Path, homes: int) -> dict[str, Any]:
    from django.db import connection

    write_register(path, homes)
    figures: dict[str, Any] = {"engine": connection.vendor, "homes": homes, "start_mb": peak_megabytes()}
    for name, arguments in {"check": ["--check"], "first": [], "again": []}.items():
        figures[f"{name}_seconds"] = timed(lambda given=arguments: run_import(path, *given))  # type: ignore[misc]
        figures["peak_mb"] = peak_megabytes()
    figures["floor_seconds"] = timed(lambda: load_raw(path))
    figures["ratio"] = round(figures["first_seconds"] / figures["floor_seconds"], 1)
    return figures


def run_import(path: Path, *arguments: str) -> None:
    from django.core.management import call_command

    call_command("import_homes", str(path), *arguments)


def timed(run: Callable[[], None]) -> float:
    started = time.perf_counter()
    run()
    return round(time.perf_counter() - started, 2)


def peak_megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def write_register(path: Path, homes: int) -> None:
    """Streets of 15 homes to a postcode, a block of flats every fourth, UPRNs in no order."""
    chance = random.Random(1)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER.split(","))
        for number in range(homes):
            street, home = divmod(number, 15)
            uprn = 999_000_000_000 + number * 7919 % 999_999_937
            writer.writerow([uprn, *address(street, home + 1), *rest(chance, street, home)])


def address(street: int, home: int) -> list[str]:
    name = f"{LETTERS[street % 20]}{street:x} Road".title()
    lines = [f"Flat {home}", f"{name} House", name] if street % 4 == 0 else [f"{home} {name}", "", ""]
    return [*lines, "Northmere", postcode(street)]


def postcode(street: int) -> str:
    rest, last = divmod(street, 20)
    rest, middle = divmod(rest, 20)
    district, sector = divmod(rest, 10)
    return f"{LETTERS[district // 99 % 20]}M{district % 99 + 1} {sector}{LETTERS[middle]}{LETTERS[last]}"


def rest(chance: random.Random, street: int, home: int) -> list[str]:
    block = [f"B{street}", f"Block {street}", str(home // 4), "yes" if home > 11 else "no"]
    alerts = "property:ASB:no:Asbestos in the hall ceiling" if chance.random() < 0.02 else ""
    return [chance.choice(TENURES), "NSEW"[street % 4], *(block if street % 4 == 0 else ["", "", "", "yes"]), alerts]


def load_raw(path: Path) -> None:
    from django.db import connection, transaction

    from repairs.council.models import Patch

    empty_homes()
    rows = raw_rows(path, dict(Patch.objects.values_list("code", "pk")))
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            places = ",".join(["?"] * len(FLOOR_COLUMNS.split(",")))
            cursor.connection.executemany(f"INSERT INTO homes_home ({FLOOR_COLUMNS}) VALUES ({places})", rows)  # noqa: S608
        else:
            copy_rows(cursor, rows)


def empty_homes() -> None:
    from django.core.management.color import no_style
    from django.db import connection

    connection.ops.execute_sql_flush(
        connection.ops.sql_flush(no_style(), ["homes_alert", "homes_home"], allow_cascade=True)
    )


def copy_rows(cursor: Any, rows: Iterator[list[Any]]) -> None:
    with cursor.copy(f"COPY homes_home ({FLOOR_COLUMNS}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def raw_rows(path: Path, patches: dict[str, int]) -> Iterator[list[Any]]:
    with path.open(newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        next(rows)
        for uprn, line_1, line_2, line_3, town, post, tenure, patch, _, _, floor, top, _ in rows:
            sort_key = f"{line_3} {line_2} {line_1}"
            told = [uprn, line_1, line_2, line_3, town, post, sort_key, tenure]
            yield [*told, patches[patch], int(floor) if floor else None, top == "yes"]


if __name__ == "__main__":
    main()
