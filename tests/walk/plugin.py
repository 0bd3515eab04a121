"""The scenes of a walk are pytest functions, for their fixtures. This keeps every page that any of them is shown."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.page_lint import PageClient
from tests.walk.recorder import Recorder

SCENES = Path(__file__).parent / "scenes"


def worker() -> str:
    return os.environ.get("PYTEST_XDIST_WORKER", "one")


def pytest_configure(config: pytest.Config) -> None:
    folder = Path(os.environ["WALK_FOLDER"])
    recorder = Recorder(folder / f"{worker()}.pages")
    config.stash[RECORDER] = recorder

    def request(client: Client, **asked: Any) -> Any:
        return recorder.request(client, **asked)

    # Whether a page is sound is looked at elsewhere, and takes most of the time.
    PageClient.inspect = lambda *_: None  # type: ignore[method-assign]
    Client.request = request  # type: ignore[method-assign, assignment]


# A test with many values is played with a few of them, but where each shows a state of its own.
MOST_VALUES = 3
EACH_VALUE = ("test_states.py", "test_error_pages.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    played: Counter[tuple[Path, str]] = Counter()
    kept = []
    for item in items:
        name = getattr(item, "originalname", item.name)
        played[item.path, name] += 1
        if SCENES in item.path.parents or item.path.name in EACH_VALUE or played[item.path, name] <= MOST_VALUES:
            kept.append(item)
    items[:] = kept


RECORDER = pytest.StashKey[Recorder]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """What a test has shown is kept. What leads on from a page is tried in our own scenes only: others count."""
    item.config.stash[RECORDER].looks = SCENES in item.path.parents
    return (yield)


def pytest_unconfigure(config: pytest.Config) -> None:
    recorder = config.stash[RECORDER]
    views = Path(os.environ["WALK_FOLDER"]) / f"{worker()}.views"
    views.write_text(json.dumps(sorted(recorder.views)), encoding="utf-8")
