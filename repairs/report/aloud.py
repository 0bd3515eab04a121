"""What an agent says aloud, and what they tell somebody who is on the line."""

import re

from diagnosis.tree import Advice, Page

RING_US = re.compile(r"\bring us(?: now)? on \{phone:repairs\}")


def words_to_say(page: Page) -> str:
    if page.say:
        return page.say
    return page.question or page.title if isinstance(page, Advice) else page.text


def on_the_line(text: str) -> str:
    """Words of a page of advice, for somebody who has rung us already."""
    return RING_US.sub("tell me", text)
