"""The bill of materials names what is installed, and says it in words that other tools know."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from repairs.settings import BASE_DIR

LOCKS = sorted((Path(BASE_DIR) / "requirements").glob("*.txt"))


def made(lock: Path, output: Path) -> dict[str, Any]:
    script = Path(BASE_DIR) / "scripts" / "sbom.py"
    subprocess.run([sys.executable, script, lock, output], check=True, capture_output=True)
    found: dict[str, Any] = json.loads(output.read_text())
    return found


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_it_names_each_package_of_the_lock_once(lock: Path, tmp_path: Path) -> None:
    bill = made(lock, tmp_path / "sbom.json")
    locked = re.findall(r"^([\w.-]+)(?:\[.*?])?==(\S+)", lock.read_text(), re.MULTILINE)
    assert [(one["name"], one["version"]) for one in bill["components"]] == locked
    assert all(one["properties"] for one in bill["components"])
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bill)) is None


def test_each_package_that_is_run_has_a_licence(tmp_path: Path) -> None:
    bill = made(Path(BASE_DIR) / "requirements" / "run.txt", tmp_path / "sbom.json")
    elsewhere = {"async-timeout"}  # for older versions of Python
    assert {one["name"] for one in bill["components"] if "licenses" not in one} <= elsewhere


def test_the_same_lock_gives_the_same_bill(tmp_path: Path) -> None:
    one, other = (made(LOCKS[-1], tmp_path / name) for name in ("one.json", "other.json"))
    assert one == other
