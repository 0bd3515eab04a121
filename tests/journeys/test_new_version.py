"""A new version of the diagnosis is published, and the service is started anew, while someone writes a report."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import connection

from diagnosis.services import publish_tree
from repairs.demo.seed import FIXTURES
from repairs.settings import BASE_DIR
from tests.journeys.resident import Resident
from tests.journeys.steps import gives_home


def test_a_report_goes_on_with_the_questions_that_it_began_with(
    transactional_db: None, northmere: None, tmp_path: Path
) -> None:
    resident = Resident()
    resident.starts()
    resident.answers("None of these")
    gives_home(resident)
    resident.answers("Kitchen")
    publish_tree(changed_leak_tree(), note="Other questions", by="Ada")
    later = in_a_fresh_process(resident, tmp_path)
    assert later == {
        "met": [
            "What is leaking in the kitchen?",
            "When does it leak under the sink?",
            "The home and who lives there",
            "We have your report",
        ],
        "sent": [[1, "water-pipe"]],
        "asked anew": "Is anything dangerous?",
    }


def changed_leak_tree() -> dict[str, Any]:
    """Every page that this report still has to meet asks something else, under other keys."""
    document: dict[str, Any] = json.loads((FIXTURES / "trees" / "leak.json").read_text(encoding="utf-8"))
    nodes = {node["key"]: node for node in document["nodes"]}
    nodes["safety"]["text"] = "Is anything dangerous?"
    for key in ("kitchen", "under-sink"):
        nodes[key]["text"] = f"Another question about {key}"
        for option in nodes[key]["options"]:
            option |= {"key": f"new-{option['key']}", "text": f"New: {option['text']}"}
    return {**document, "examples": []}


def in_a_fresh_process(resident: Resident, folder: Path) -> Any:
    cookies = {name: cookie.value for name, cookie in resident.client.cookies.items()}
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.fresh_process"],
        input=json.dumps({"cookies": cookies, "url": resident.url}),
        env={
            **os.environ,
            "DATABASE_URL": address_of_database(folder / "repairs.sqlite3"),
            "DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "repairs.settings",
            "ALLOWED_HOSTS": "testserver",
        },
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def address_of_database(copy: Path) -> str:
    """That of the tests, for another process. SQLite's is in memory, so it is copied."""
    if connection.vendor == "sqlite":
        connection.cursor().execute("VACUUM INTO %s", [str(copy)])
        return f"sqlite:///{copy}"
    known = connection.settings_dict
    user, password = quote(known["USER"], safe=""), quote(known["PASSWORD"], safe="")
    place = f"{quote(known['HOST'], safe='')}:{known['PORT'] or 5432}"
    return f"postgres://{user}:{password}@{place}/{known['NAME']}"
