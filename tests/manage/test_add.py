"""A resident adds photos and words to a repair that was reported."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from repairs.log.hms.fake import FakeHousingSystem
from repairs.log.models import Addition, Event, JobState, Message, Repair, WorksOrder, WorksOrderChange
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from repairs.photos.models import Photo
from repairs.photos.services import keep_photo
from tests.conftest import NOW
from tests.journeys.resident import Resident
from tests.manage.conftest import opened
from tests.photos.albums import CLEAN, files_in, upload
from tests.photos.conftest import photo_folder as photo_folder

pytestmark = pytest.mark.usefixtures("outside", "photo_folder")

BUTTON = "Add to your repair"


def asks_to_add(holder: Resident) -> Resident:
    holder.follows("Add photos or tell us more")
    return holder


def test_words_and_photos_are_added_and_the_hms_and_the_resident_are_told(
    holder: Resident, repair: Repair, hms: FakeHousingSystem, notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    sweep()
    asks_to_add(holder).types(words="It <drips> on the left.").attaches(upload("a.jpg"), upload("b.jpg")).presses(
        BUTTON
    )
    assert "We have what you added" in holder.says
    assert Photo.objects.kept().filter(album=repair.draft).count() == 2
    assert "drips" not in str(Event.objects.get(kind="added").detail)
    sweep()
    [note] = hms.updates.values()
    assert (note.other_type, note.comments) == ("addNote", "It <drips> on the left.")
    assert [photo.filename for photo in note.evidence] == [f"{repair.reference}-1.jpg", f"{repair.reference}-2.jpg"]
    asks_to_add(holder).types(words="And on the right.").presses(BUTTON)
    clock.shift(300)
    sweep()
    assert sum("what you added" in sent.body for sent in notify.messages) == 1
    holder = asks_to_add(opened(repair))
    assert "It <drips> on the left." in holder.says
    assert "Photos so far (2 of 10)" in holder.says


def test_the_words_are_there_to_read_also_when_it_is_finished(holder: Resident, repair: Repair) -> None:
    asks_to_add(holder).types(words="It <drips>\non the left.").presses(BUTTON)
    WorksOrder.objects.update(job_state=JobState.COMPLETED, job_state_at=NOW)
    holder.goes_to(f"/repair/{repair.reference}/")
    assert "Added on Wednesday 4 March 2026 at 10am It <drips> on the left." in holder.says


def test_an_order_that_was_never_tried_has_it_from_the_start(repair: Repair, hms: FakeHousingSystem) -> None:
    asks_to_add(opened(repair)).types(words="It drips.").attaches(upload()).presses(BUTTON)
    assert not WorksOrderChange.objects.exists()
    sweep()
    [order] = hms.orders.values()
    assert len(order.attachment) == 1
    assert any("It drips." in note for note in order.notes)


def test_the_same_button_twice_adds_once(holder: Resident, repair: Repair, photo_folder: Path) -> None:
    address = f"/repair/{repair.reference}/add/"
    token = str(uuid4())
    for _ in range(2):
        answer = holder.client.post(address, {"words": "It drips.", "photos": [upload()], "token": token})
        assert answer["Location"] == f"/repair/{repair.reference}/?changed=added"
    assert (Addition.objects.count(), Photo.objects.count(), len(files_in(photo_folder))) == (1, 1, 2)
    assert Message.objects.filter(kind="added").count() == 1


def test_a_bad_photo_never_costs_a_good_one_or_the_words(holder: Resident) -> None:
    asks_to_add(holder).types(words="It drips.").attaches(upload("a.jpg"), upload("b.jpg", b"GIF89a")).presses(BUTTON)
    assert "b.jpg is a GIF" in holder.error
    assert "We have added your words and 1 photo." in holder.says
    assert holder.value_of("words") == ""
    assert (Addition.objects.get().words, Photo.objects.count()) == ("It drips.", 1)


@pytest.mark.parametrize(
    ("words", "error"),
    [("", "Enter what you want to tell us, or choose a photo"), ("x" * 501, "Your answer must be 500 characters")],
)
def test_what_cannot_be_added_says_why_and_is_kept(holder: Resident, words: str, error: str) -> None:
    asks_to_add(holder).types(words=words).presses(BUTTON)
    assert holder.error.startswith(error)
    assert holder.value_of("words") == words
    assert not Event.objects.filter(kind="added").exists()


def test_a_repair_has_ten_photos_at_most(holder: Resident, repair: Repair) -> None:
    for number in range(9):
        keep_photo(repair.draft, f"{number}.jpg", CLEAN, most=10)
    asks_to_add(holder).attaches(upload("tenth.jpg"), upload("eleventh.jpg")).presses(BUTTON)
    assert "eleventh.jpg was not added because a repair can have 10 photos at most" in holder.error
    assert Photo.objects.kept().count() == 10
    assert "You have added all 10 photos" in asks_to_add(opened(repair)).says


def test_there_is_an_end_to_it_in_a_day(holder: Resident, repair: Repair) -> None:
    for number in range(30):
        holder.client.post(f"/repair/{repair.reference}/add/", {"words": f"Word {number}"})
    asks_to_add(holder).types(words="One more").presses(BUTTON)
    assert holder.error == "You have added a lot today. Ring us, or add more tomorrow"
    assert holder.value_of("words") == "One more"


def test_nothing_is_added_to_what_is_over(holder: Resident, repair: Repair) -> None:
    Repair.objects.update(cancel_asked_at=NOW, cancelled_at=NOW)
    answer = holder.client.post(f"/repair/{repair.reference}/add/", {"words": "It drips."})
    assert "You cancelled this repair" in answer.content.decode()
    assert not Addition.objects.exists()


@pytest.mark.parametrize("data", [{}, {"words": "\x00"}, {"photos": "x"}, {"token": "\ufffd" * 99, "words": "x"}])
def test_strangers_and_nonsense(holder: Resident, repair: Repair, data: dict[str, Any]) -> None:
    address = f"/repair/{repair.reference}/add/"
    assert Client().post(address, data).status_code == 404
    assert holder.client.post(address, data).status_code in {200, 302}
