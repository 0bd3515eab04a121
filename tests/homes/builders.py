"""Homes and register files for tests."""

import itertools
from pathlib import Path
from typing import Any

from repairs.homes.models import Home

HEADER = "uprn,line_1,line_2,line_3,town,postcode,tenure,patch,block,block_name,floor,top_floor,alerts"
numbers = itertools.count(999_900_000_001)


def make_home(**values: Any) -> Home:
    usual = {
        "uprn": str(next(numbers)),
        "line_1": "1 Larkspur Road",
        "town": "Northmere",
        "postcode": "NM1 2AB",
        "tenure": "secure",
    }
    return Home.objects.create(**usual | values)


def row(uprn: int | str = 9991, **values: str) -> str:
    usual = {
        "uprn": str(uprn),
        "line_1": f"{str(uprn)[-1:]} Larkspur Road",
        "town": "Northmere",
        "postcode": "NM1 2AB",
        "tenure": "secure",
        "patch": "N",
    }
    told = usual | values
    return ",".join(told.get(column, "") for column in HEADER.split(","))


def write_register(
    folder: Path, *rows: str, header: str = HEADER, newline: str = "\n", encoding: str = "utf-8"
) -> Path:
    path = folder / "homes.csv"
    path.write_bytes((newline.join([header, *rows]) + newline).encode(encoding))
    return path
