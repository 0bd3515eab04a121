"""Commands of one release or the other, and what is there to walk with."""

import json
import subprocess
from pathlib import Path

from tests.faults.processes import ROOT
from tests.faults.service import Service, python_of, with_code
from tests.upgrade.resident import Home

PREPARE = str(ROOT / "tests" / "upgrade" / "prepare.py")


def run(service: Service, code: Path, *words: str) -> str:
    """What it has printed, with this code and the settings of the service. Raises where it fails."""
    own = service.environment | with_code(code)
    done = subprocess.run([python_of(code), *words], cwd=code, env=own, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)} in {code}: {done.stderr[-2000:]}")
    return done.stdout


def migrate(service: Service, code: Path = ROOT) -> None:
    run(service, code, "manage.py", "migrate", "--noinput", "--verbosity", "0")


def migrate_meanwhile(service: Service) -> None:
    run(service, ROOT, "manage.py", "migrate_meanwhile", "--verbosity", "0")


def prepare(service: Service, code: Path, homes: int) -> list[Home]:
    """The demo council and homes, as this release makes them."""
    return [Home(*made) for made in json.loads(run(service, code, PREPARE, str(homes)).splitlines()[-1])]
