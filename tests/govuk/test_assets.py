import hashlib
import re
from pathlib import Path

import pytest

from assets.build_css import compiled_css

STATIC = Path(__file__).resolve().parents[2] / "static"
GOVUK = STATIC / "govuk"
CSS = (GOVUK / "council.css").read_text(encoding="utf-8")


def test_the_style_sheet_is_what_its_source_compiles_to() -> None:
    assert compiled_css() == CSS, "run make css"


@pytest.mark.parametrize("entry", (GOVUK / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
def test_a_file_is_the_one_that_was_checked(entry: str) -> None:
    digest, name = entry.split("  ")
    assert hashlib.sha256((GOVUK / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("only_for_govuk", ["Transport", "@font-face", "url(", "crest", "crown", "#1d70b8"])
def test_nothing_in_it_is_for_govuk_only(only_for_govuk: str) -> None:
    assert only_for_govuk not in CSS


def test_no_font_is_served() -> None:
    assert not [path for path in STATIC.rglob("*") if re.search(r"\.(woff2?|ttf|otf|eot)$", path.name)]
