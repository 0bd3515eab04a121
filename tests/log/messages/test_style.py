"""Messages keep to the style of the pages: see tests/pages/test_style.py for what that is."""

import re
from pathlib import Path

import pytest

from repairs.log.message_words import email_of, text_of
from repairs.log.models import Message
from tests.page_rules.style import style_faults

LINK = re.compile(r"https?://\S+")
TAG = re.compile(r"\{[{%#].*?[%#}]\}", re.DOTALL)
TO_STAFF = [path for folder in ("alarms", "planners") for path in Path("templates", folder).glob("*.txt")]


def test_a_message_is_in_our_style(message: Message) -> None:
    for words in (text_of(message), *email_of(message)):
        assert list(style_faults(LINK.sub("it", words))) == []


@pytest.mark.parametrize("template", TO_STAFF, ids=str)
def test_so_is_what_staff_are_sent(template: Path) -> None:
    assert [fault for line in TAG.sub("it", template.read_text()).split("\n") for fault in style_faults(line)] == []
