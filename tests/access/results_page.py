"""The measured part of docs/accessibility-results.md. No figure in it is typed by hand."""

from datetime import UTC, datetime
from pathlib import Path

from tests.access.checks import CHECKS
from tests.access.figures import Figures

PAGE = Path(__file__).parents[2] / "docs" / "accessibility-results.md"
HTML = "Every page as it was sent is sound HTML, by the rules of html-validate for HTML, accessibility and documents."
EXCEPTED = (
    "Some findings are known and not counted. Two of axe are of GOV.UK Frontend’s own script, and are the known "
    "failures of 2.5.3 and 4.1.2. Two of html-validate are meant: tables say their roles, because they are shown as "
    "blocks on a small screen and browsers then forget them, and the h2 of GOV.UK Frontend’s summary of errors and "
    "banner stands above the h1. A count of letters that GOV.UK Frontend shows while somebody types is no error."
)


BEGINS = "## Measured\n"


def write(figures: Figures) -> None:
    by_hand = PAGE.read_text(encoding="utf-8").partition(BEGINS)[0]
    measured = [*top(figures), *table(figures), *left(figures), *journeys(figures), *words(figures)]
    PAGE.write_text(by_hand + BEGINS + "\n".join(["", *measured]), encoding="utf-8")


def top(figures: Figures) -> list[str]:
    roles = ", ".join(f"{who.replace('-', ' ')} {number:,}" for who, number in sorted(figures.by_who.items()))
    return [
        f"Written by `python -m tests.access --write` on {datetime.now(UTC):%-d %B %Y}. Nobody types figures here.",
        "",
        f"The command walks the whole service as each kind of person and keeps every page that it is shown, also those "
        f"with errors: {figures.pages:,} pages ({roles}). All are read as HTML. Of each view, "
        f"with and without errors, those are shown in Chromium that have an element which none before them has: "
        f"{figures.kinds:,} pages, at their own address with their own security policy. "
        f"It took {figures.minutes:,} minutes.",
        "",
        EXCEPTED,
        "",
        f"**{'Every check passed.' if figures.passed else 'Some checks found something: see what is left.'}**",
        "",
    ]


def table(figures: Figures) -> list[str]:
    lines = ["| Check | What it makes sure of | Pages | Findings |", "| --- | --- | --- | --- |"]
    for name, what in [("html-validate", HTML), *((check.name, " ".join(check.what.split())) for check in CHECKS)]:
        found = "not run" if name in figures.not_run else f"{len(figures.found[name]):,}"
        lines.append(f"| {name} | {what} | {figures.looked_at[name]:,} | {found} |")
    return [*lines, ""]


def left(figures: Figures) -> list[str]:
    lines = ["### What is left", ""]
    lines += [f"- {name} was not run: {why}" for name, why in figures.not_run.items()]
    for check, found in figures.found.items():
        lines += [
            f"- {check}: {plain(wrong)} (on {pages:,} pages, such as “{plain(figures.example[wrong])}”)"
            for wrong, pages in found.most_common(10)
        ]
        if len(found) > 10:
            lines.append(f"- {check}: {len(found) - 10:,} more of these")
    return [*lines, "" if lines[2:] else "Nothing.", ""]


def plain(words: str) -> str:
    return words.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")[:200]


def journeys(figures: Figures) -> list[str]:
    lines = ["### Whole journeys by keyboard, on a slow phone and without a script", ""]
    known = figures.beside.get("journeys")
    if known is None:
        return [*lines, "Not part of this run.", ""]
    said = "Every journey passed." if known["passed"] else "A journey did not pass."
    walked: dict[str, dict[str, float]] = known.get("journeys", {})
    counts = [f"- {means.replace('_', ' ')}: {found['findings']} findings" for means, found in walked.items()]
    return [*lines, said, "", *counts, ""]


def words(figures: Figures) -> list[str]:
    known = figures.beside.get("words")
    if known is None:
        return []
    rows = [f"- {name.replace('_', ' ')}: {value:,.4g}" for name, value in known.items() if name != "passed"]
    return ["### Words", "", *rows, ""]
