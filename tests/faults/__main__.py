"""Every run of the proof, one after the other, and whether it holds. The last line is the figures as JSON."""

import argparse
import json
import subprocess
import sys
from typing import Any

from tests.faults.machines import missing
from tests.faults.processes import ROOT
from tests.faults.scene import leave_when_told
from tests.faults.table import print_table

KINDS = ("idempotent", "searchable", "blind")
CONTROL_REPORTS = 300
FEW_REPORTS = 100
REPORTS_A_SECOND = 20
LEAST_SECONDS = 100
"""Of a whole timetable: Redis is away for 20 of them."""


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    options.add_argument("--reports", type=int, default=2000, help="With each kind of HMS.")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--short", action="store_true", help="40 reports and one kind of HMS, in about a minute.")
    given = options.parse_args()
    if lacks := missing():
        print(f"The fault proof needs {lacks}.")
        return 2
    leave_when_told()
    runs = short_runs() if given.short else all_runs(given.reports)
    found = {name: run(name, [*arguments, "--seed", str(given.seed)]) for name, arguments in runs.items()}
    wrong = {name: reasons for name, figures in found.items() if (reasons := what_is_wrong(name, figures))}
    print_table(found)
    for name, reasons in wrong.items():
        print(f"{name}: {'; '.join(reasons)}.")
    print("The proof has failed." if wrong else "Nothing was lost and nothing doubled.")
    print(json.dumps({"passed": not wrong, "wrong": wrong, "runs": found}))
    return 1 if wrong else 0


def short_runs() -> dict[str, list[str]]:
    return {"idempotent": ["storm", "--reports", "40", "--seconds", "24", "--short"]}


def all_runs(reports: int) -> dict[str, list[str]]:
    length = ["--seconds", str(max(LEAST_SECONDS, reports / REPORTS_A_SECOND))]
    storms = {kind: ["storm", "--kind", kind, "--reports", str(reports), *length] for kind in KINDS}
    return storms | {
        "control": ["control", "--kind", "blind", "--reports", str(CONTROL_REPORTS), "--seconds", str(LEAST_SECONDS)],
        "without Redis": ["without-redis", "--reports", str(FEW_REPORTS), "--seconds", "20"],
        "without PostgreSQL": ["without-postgres"],
    }


def run(name: str, arguments: list[str]) -> dict[str, Any]:
    """What a run has found: its last line. What it says before that is shown."""
    print(f"{name}:", flush=True)
    last = ""
    command = [sys.executable, "-m", "tests.faults.run", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        try:
            for line in running.stdout or []:
                if not line.startswith("{"):
                    print(line, end="", flush=True)
                last = line
        except BaseException:
            running.terminate()
            # It ends what it has started.
            running.wait()
            raise
    if running.returncode != 0 or not last.startswith("{"):
        return {"broken": {"runs that did not end": 1}}
    found: dict[str, Any] = json.loads(last)
    return found


def what_is_wrong(name: str, figures: dict[str, Any]) -> list[str]:
    broken: dict[str, int] = figures["broken"]
    missing: dict[str, int] = figures.get("faults missing", {})
    reasons = [f"{count} {what} missing" for what, count in missing.items()]
    if name != "control":
        return reasons + [f"{count} {what}" for what, count in broken.items() if count]
    if not broken.get("orders lost") and not broken.get("orders doubled"):
        reasons.append("without the outbox nothing was lost or doubled, so the faults prove nothing")
    return reasons


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
