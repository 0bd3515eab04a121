"""A resident reads all that their page says, on a small phone and at a desk, with JavaScript and without."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from repairs.log.delays.spread import spread
from repairs.log.models import DelayNote, Event, Message, Repair
from repairs.photos.services import keep_photo
from tests.browser.conftest import NewVisitor
from tests.browser.devices import DESK, PHONE, PLAIN_PHONE
from tests.browser.test_change import opens_link
from tests.browser.test_change import repair as repair
from tests.photos.albums import CLEAN
from tests.photos.pictures import jpeg

DEVICES = [
    pytest.param(PHONE, id="with JavaScript"),
    pytest.param(PLAIN_PHONE, id="without JavaScript"),
    pytest.param(DESK, id="at a desk"),
]


@pytest.mark.parametrize("device", DEVICES)
def test_all_of_a_repair_is_there_to_read(opens: NewVisitor, repair: Repair, device: dict[str, Any]) -> None:
    now = timezone.now()
    Repair.objects.update(reported_at=now - timedelta(days=9), due_at=now - timedelta(days=1))
    Event.objects.update(at=now - timedelta(days=9))
    for _ in range(3):
        keep_photo(repair.draft, "leak.jpg", replace(CLEAN, photo=jpeg(), thumbnail=jpeg()))
    for days in range(8, 0, -1):
        moved = {"from": "Monday 2 March 2026, 8am to midday", "to": f"the time before, {days}", "by": "a planner"}
        Event.objects.create(repair=repair, kind=Event.Kind.MOVED, at=now - timedelta(days=days), detail=moved)
    Message.objects.update(state="sent", sent_at=now, sent_to="123", delivery="delivered")
    note = DelayNote.objects.create(words="We wait for a part.", starts=now.date(), until=now.date(), repair=repair)
    spread(note, now)
    visitor = opens_link(opens(**device), repair)
    for words in ("We wait for a part.", "Who will come", "a text to your phone ending 123", "It arrived."):
        assert words in visitor.says
    assert visitor.page.get_by_alt_text("Photo 3 of 3 that you sent").evaluate("photo => photo.naturalWidth") > 0
    earlier = visitor.page.get_by_text("You reported it")
    assert not earlier.is_visible()
    visitor.page.get_by_text("Show what happened earlier").click()
    assert earlier.is_visible()
