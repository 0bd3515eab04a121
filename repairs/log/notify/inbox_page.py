"""The messages, as whoever gets them sees them."""

from dataclasses import asdict
from typing import Any

from repairs.log.notify.fake_messages import FakeMessage, MessageBook
from repairs.stubs.pages import page
from repairs.stubs.server import Answer

MOST_SHOWN = 100


def inbox_page(messages: MessageBook) -> Answer:
    return page(
        "repairs/log/notify/inbox.html", messages=messages.newest_first(most=MOST_SHOWN), count=messages.count()
    )


def as_listed(message: FakeMessage) -> dict[str, Any]:
    return {name: value for name, value in asdict(message).items() if name != "template_id"}
