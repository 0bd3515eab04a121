from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest
from django.core.management import CommandError, call_command

from tests.homes.builders import HEADER, write_register


class Told(NamedTuple):
    """What the command wrote, and whether it ended well."""

    out: str
    err: str
    ok: bool

    @property
    def lines(self) -> list[str]:
        return self.err.splitlines()


Run = Callable[..., Told]


def run_import(path: Path, *options: str) -> Told:
    out, err = StringIO(), StringIO()
    try:
        call_command("import_homes", str(path), *options, stdout=out, stderr=err)
    except CommandError as error:
        return Told(out.getvalue(), f"{err.getvalue()}{error}", False)
    return Told(out.getvalue(), err.getvalue(), True)


@pytest.fixture
def import_rows(tmp_path: Path, db: None) -> Run:
    """Write rows below the usual header and import them."""

    def run(*rows: str, options: tuple[str, ...] = (), header: str = HEADER, **written: str) -> Told:
        return run_import(write_register(tmp_path, *rows, header=header, **written), *options)

    return run


@pytest.fixture
def import_bytes(tmp_path: Path, db: None) -> Run:
    def run(content: bytes, *options: str) -> Told:
        (tmp_path / "homes.csv").write_bytes(content)
        return run_import(tmp_path / "homes.csv", *options)

    return run
