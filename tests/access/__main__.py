"""Every page that exists, in Chromium, with every check. The last line is the figures as JSON.

python -m tests.access [--write] [--without journeys words] [--pages WORDS] [--most N]
"""

import argparse
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import django

from tests import environment as environment
from tests.access.figures import Figures
from tests.walk.shown import Shown

BESIDE = ("journeys", "words")
"""Commands of their own: what people do with a keyboard, a slow network or no script, and how easy the words are."""
SHOWN_OF_EACH = 40


def main() -> int:
    asked = arguments()
    figures = look(asked)
    show(figures)
    if asked.write:
        from tests.access.results_page import write

        write(figures)
    print(json.dumps(figures.as_json()))
    return 0 if figures.passed else 1


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.access", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write docs/accessibility-results.md")
    parser.add_argument("--without", nargs="*", choices=BESIDE, default=[], help="leave journeys or words out")
    parser.add_argument("--pages", default="", help="only pages with these words in their name, address or view")
    parser.add_argument("--most", type=int, default=0, help="at most so many kinds of page")
    return parser.parse_args()


def look(asked: argparse.Namespace) -> Figures:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repairs.settings")
    django.setup()
    from tests.access import html_validate
    from tests.access.kinds import one_of_each
    from tests.walk import every_page

    began = monotonic()
    pages = [page for page in every_page() if asked.pages in f"{page.name} {page.address} {page.view}"]
    kinds = one_of_each(pages)[: asked.most or None]
    figures = Figures(len(pages), len(kinds))
    figures.by_who.update(page.who for page in pages)
    print(f"{len(pages)} pages, {len(kinds)} of them in Chromium.", flush=True)
    with ThreadPoolExecutor(2) as beside:
        read = beside.submit(html_validate.finds, pages)
        words = None if "words" in asked.without else beside.submit(run, "words")
        see(kinds, figures)
    try:
        for name, wrong in read.result().items():
            figures.take("html-validate", name, wrong)
    except html_validate.CannotRun as problem:
        figures.not_run["html-validate"] = str(problem)
    if "journeys" not in asked.without:
        # Alone: they measure how long people wait.
        figures.beside["journeys"] = run("journeys")
    if words:
        figures.beside["words"] = words.result()
    figures.minutes = round((monotonic() - began) / 60)
    return figures


def see(kinds: list[Shown], figures: Figures) -> None:
    from tests.access.looking import found_in
    from tests.walk.walk import beside_pages

    for number, (page, found) in enumerate(found_in(kinds, beside_pages()), start=1):
        for check, wrong in found.items():
            figures.take(check, page.name, wrong)
        if number % 50 == 0:
            print(f"{number} of {len(kinds)}", flush=True)


def run(name: str) -> dict[str, object]:
    """The figures of its last line."""
    done = subprocess.run([sys.executable, "-m", f"tests.access.{name}"], stdout=subprocess.PIPE, text=True)
    said = done.stdout.strip().splitlines() or [""]
    print(*said[:-1], sep="\n", flush=True)
    try:
        figures: dict[str, object] = json.loads(said[-1])
    except ValueError:
        figures = {}
    return {**figures, "passed": done.returncode == 0}


def show(figures: Figures) -> None:
    for check, found in figures.found.items():
        for wrong, pages in found.most_common(SHOWN_OF_EACH):
            print(f"{check}: {wrong}\n    on {pages} pages, such as {figures.example[wrong]}")
    print(f"\n{'check':20} {'pages':>6} {'findings':>9}")
    for check, pages in figures.looked_at.items():
        print(f"{check:20} {pages:6} {len(figures.found[check]):9}")
    for check, why in figures.not_run.items():
        print(f"{check:20} not run: {why}")


if __name__ == "__main__":
    sys.exit(main())
