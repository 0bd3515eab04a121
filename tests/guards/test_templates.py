"""Templates keep to the content security policy, and every message has its words."""

import re
from pathlib import Path

import pytest

from repairs.log.models import Message
from repairs.settings import BASE_DIR

TEMPLATES = Path(BASE_DIR) / "templates"
PAGES = sorted(TEMPLATES.rglob("*.html"))
FILES = re.compile(r"""<script\b[^>]*\ssrc=[^>]*>|<link rel="(?:stylesheet|modulepreload)"[^>]*>""")
INLINE = re.compile(r"""\sstyle\s*=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*["']|javascript:""", re.IGNORECASE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(TEMPLATES)))
def test_no_template_has_inline_code_or_style(page: Path) -> None:
    assert INLINE.findall(page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(TEMPLATES)))
def test_each_file_of_a_page_is_checked_by_the_browser(page: Path) -> None:
    """The admin's tags are given it as they are sent."""
    ours = [] if "admin" in page.parts else FILES.findall(page.read_text(encoding="utf-8"))
    assert [tag for tag in ours if " integrity=" not in tag] == []


@pytest.mark.parametrize("bad", ["<p style='x'>", "<style>", "<script>x</script>", '<a onclick="x">', "javascript:x"])
def test_the_guard_would_see_it(bad: str) -> None:
    assert INLINE.search(bad)


def test_every_message_has_a_template_for_texts_and_one_for_emails_and_there_are_no_others() -> None:
    wanted = {f"{kind}{ending}" for kind in Message.Kind.values for ending in (".txt", ".email.txt")}
    assert {path.name for path in (TEMPLATES / "messages").iterdir()} == wanted
