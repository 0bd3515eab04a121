"""How long the page of figures takes to count: `python -m tests.bench.count_reports [--reports 100000]`.

It uses the engine of DATABASE_URL with a database of its own, the leak tree, and reports that took random ways.
"""

import argparse
import json
import random
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tests.environment  # noqa: F401
from tests.bench.import_homes import make_database

if TYPE_CHECKING:
    from diagnosis.tree import Tree


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reports", type=int, default=100_000)
    reports = options.parse_args().reports
    with tempfile.TemporaryDirectory(prefix="count-reports-") as folder:
        destroy = make_database(Path(folder))
        try:
            print(json.dumps(measure(reports)))
        finally:
            destroy()


def measure(reports: int) -> dict[str, Any]:
    from django.db import connection
    from django.utils import timezone

    from diagnosis.models import PublishedTree
    from diagnosis.reports.counting import count_reports
    from tests.diagnosis.builders import leak_document

    tree = PublishedTree.objects.create(key="leak", version=1, document=leak_document(), note="", published_by="")
    write_drafts(tree.pk, reports)
    now = timezone.now() + timedelta(hours=12)
    count_reports(tree.pk, now)
    started = time.perf_counter()
    figures = count_reports(tree.pk, now)
    seconds = round(time.perf_counter() - started, 2)
    return {"engine": connection.vendor, "reports": figures.begun, "ended": figures.ended, "seconds": seconds}


def write_drafts(tree_id: int, reports: int) -> None:
    from diagnosis.services import load_tree
    from repairs.report.models import Draft

    chance, tree = random.Random(1), load_tree(tree_id)
    for _ in range(0, reports, 5000):
        batch = [Draft(tree_id=tree_id, given=given(chance, tree)) for _ in range(min(5000, reports))]
        Draft.objects.bulk_create(batch)


def given(chance: random.Random, tree: "Tree") -> dict[str, Any]:
    """Most go to the end, some stop on the way. What else a report holds makes its row as long as a real one."""
    from diagnosis.walk import walk

    answers: dict[str, str] = {}
    while (walked := walk(tree, answers)).outcome is None and (len(answers) == 0 or chance.random() > 0.1):
        answers[walked.pages[-1].key] = chance.choice(walked.pages[-1].options).key
    contact = {"name": "Ada Byron", "phone": "07700 900123", "tell_by": "text", "access_notes": "Ring twice. " * 10}
    return {
        "questions": answers,
        "postcode": "NM1 2AB",
        "home": "1",
        "contact": contact,
        "details": {"text": "Wet. " * 60},
    }


if __name__ == "__main__":
    main()
