"""How fast a diagnosis is walked, checked and published: `make bench-diagnosis`.

Each figure is set against a floor measured in the same run: the least that a program could do for the same answer.
"""

import gc
import json
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tests.environment  # noqa: F401
from tests.bench.import_homes import make_database

if TYPE_CHECKING:
    from diagnosis.tree import Tree

WALKS = 20_000
NODES = 2_000
TIMES = 5


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-diagnosis-") as folder:
        destroy = make_database(Path(folder))
        try:
            figures = {**measure_walks(), **measure_check(), **measure_publishing(), **measure_questions()}
        finally:
            destroy()
    for name, figure in figures.items():
        print(f"{name.replace('_', ' '):>28}: {figure:,}")
    print(json.dumps(figures))


def best(run: Callable[[], object], times: int = TIMES) -> float:
    """Seconds of the quickest of several runs: the others were disturbed."""
    seconds = []
    for _ in range(times):
        gc.collect()
        started = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def measure_walks() -> dict[str, Any]:
    """Whole walks of people who answer at random. The floor looks up the same ways in a dict."""
    from diagnosis.walk import walk
    from tests.diagnosis.builders import leak_tree

    tree = leak_tree()
    given = answers_at_random(tree, WALKS)
    ways = {page.key: {option.key: option.next for option in page.options} for page in tree.nodes}

    def follow(answers: dict[str, str]) -> str:
        key = tree.start
        while ways[key]:
            key = ways[key][answers[key]]
        return key

    assert all(getattr(walk(tree, answers).outcome, "key", "") == follow(answers) for answers in given)
    walking = best(lambda: [walk(tree, answers) for answers in given])
    floor = best(lambda: [follow(answers) for answers in given])
    return {
        "walks_per_second": round(WALKS / walking),
        "walks_target": 10_000,
        "walks_floor_per_second": round(WALKS / floor),
        "walks_ratio": round(walking / floor, 1),
    }


def answers_at_random(tree: "Tree", walks: int) -> list[dict[str, str]]:
    """Only what is asked is answered, as in a report."""
    from diagnosis.walk import walk

    chance, given = random.Random(1), []
    for _ in range(walks):
        answers: dict[str, str] = {}
        while (walked := walk(tree, answers)).outcome is None:
            page = walked.pages[-1]
            answers[page.key] = chance.choice(page.options).key
        given.append(answers)
    return given


def measure_check() -> dict[str, Any]:
    """All problems of a large tree, and of the leak tree. The floor reads the same nodes and options once."""
    from diagnosis.examples import example_problems
    from diagnosis.problems import problems
    from tests.diagnosis.builders import council_rows, leak_tree, ranks, sor_rows

    large, leak = large_tree(NODES), leak_tree()
    codes = set(sor_rows()), set(council_rows("priority")), set(council_rows("trade"))
    assert problems(large, *codes) == [] == problems(leak, *codes)
    checking = best(lambda: problems(large, *codes))
    floor = best(lambda: [(option.key, option.next) for node in large.nodes for option in node.options])
    return {
        "check_nodes": len(large.nodes),
        "check_ms": milliseconds(checking),
        "check_target_ms": 200,
        "check_floor_ms": milliseconds(floor),
        "check_ratio": round(checking / floor),
        "examples": len(leak.examples),
        "examples_ms": milliseconds(best(lambda: list(example_problems(leak, ranks())))),
    }


def large_tree(nodes: int) -> "Tree":
    """Questions that each lead to three later pages, down to outcomes. Nothing is wrong with it."""
    from diagnosis.tree import Tree

    pages = nodes * 3 // 4
    keys = [f"page-{place}" if place < pages else f"end-{place}" for place in range(nodes)]
    words = {"hint": "Look where the water comes from.", "say": "Can you look where the water comes from?"}
    made = [large_outcome(key) for key in keys[pages:]]
    for place, key in enumerate(keys[:pages]):
        ways = [keys[min(3 * place + step, nodes - 1)] for step in (1, 2, 3)]
        options = [
            {"key": f"way-{number}", "text": f"Answer {number}", "next": way, "not_sure": number == 2}
            for number, way in enumerate(ways)
        ]
        made.append({"kind": "question", "key": key, "text": "Where is the water?", **words, "options": options})
    return Tree.model_validate({"key": "large", "title": "Large", "language": "en", "start": keys[0], "nodes": made})


def large_outcome(key: str) -> dict[str, Any]:
    work = {"ending": "book", "priority": "U7", "trade": "PL", "sor": [{"code": "LK-P01"}]}
    body = [{"text": "Put a bowl under the leak and empty it often."}]
    return {"kind": "outcome", "key": key, "title": "Leak from a water pipe", "body": body, **work}


def measure_publishing() -> dict[str, Any]:
    """From the document to a version in the database, with every example tried. The floor only writes the row."""
    from django.core.management import call_command

    from diagnosis.documents import fingerprint
    from diagnosis.models import PublishedTree
    from diagnosis.services import publish_tree
    from tests.diagnosis.builders import COUNCIL_FILE, SOR_FILE, leak_document

    call_command("loaddata", COUNCIL_FILE, verbosity=0)
    call_command("import_sor", SOR_FILE, verbosity=0)
    titles = iter(range(1000))

    def publish() -> None:
        publish_tree({**leak_document(), "title": f"Leaks {next(titles)}"}, note="Faster", by="Bench")

    def write() -> None:
        document = leak_document()
        PublishedTree.objects.create(
            key="floor", version=next(titles), document=document, note="", published_by="", sha256=fingerprint(document)
        )

    publishing, floor = best(publish), best(write)
    return {
        "publish_ms": milliseconds(publishing),
        "publish_floor_ms": milliseconds(floor),
        "publish_ratio": round(publishing / floor, 1),
    }


def measure_questions() -> dict[str, Any]:
    """Queries of a question page in a process that has just begun, and of the same page after it."""
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from diagnosis import services

    publish_leak_tree()
    client, page = Client(headers={"host": settings.ALLOWED_HOSTS[0]}), reverse("report:new")
    services._trees.clear()
    first, later = count_queries(client, page), count_queries(client, page)
    return {
        "first_page_tree_queries": first[1],
        "later_page_tree_queries": later[1],
        "later_page_queries": later[0],
    }


def publish_leak_tree() -> None:
    from diagnosis.services import publish_tree
    from tests.diagnosis.builders import leak_document

    publish_tree(leak_document(), note="As it comes", by="Bench")


def count_queries(client: Any, page: str) -> tuple[int, int]:
    """All of them, and those that read a tree's document."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    of_trees = [query for query in asked.captured_queries if '"diagnosis_publishedtree"."document"' in query["sql"]]
    return len(asked), len(of_trees)


def milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 2)


if __name__ == "__main__":
    main()
