"""What waited when a backup was made may have gone before the service was lost."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from repairs.log.hms.fake import FakeHousingSystem
from repairs.log.models import Message, Repair, WorksOrder
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from tests.log.conftest import hms as hms
from tests.log.conftest import notify as notify
from tests.log.conftest import outside as outside
from tests.manage.conftest import repair as repair
from tests.photos.conftest import photo_folder as photo_folder

WAITING = {"state": "waiting", "attempts": 0, "sent_at": None, "outcome_unknown": False, "lease_until": None}


def restored(repair: Repair) -> None:
    """The order and the message of this repair wait again, as in a backup from before they went."""
    WorksOrder.objects.filter(repair=repair).update(**WAITING, hms_number="")
    Message.objects.filter(repair=repair).update(**WAITING, gateway_id="")


@pytest.mark.parametrize(("look_first", "times"), [(True, 1), (False, 2)], ids=["after_restore", "without it"])
def test_a_message_that_has_gone_goes_no_second_time(
    outside: None, repair: Repair, notify: FakeMessageGateway, look_first: bool, times: int
) -> None:
    sweep()
    first = notify.messages[0].reference
    restored(repair)
    if look_first:
        call_command("after_restore")
    sweep()
    assert [message.reference for message in notify.messages].count(first) == times


def test_with_an_hms_that_cannot_be_asked_a_person_looks(
    outside: None, repair: Repair, hms: FakeHousingSystem, settings: pytest.FixtureRequest
) -> None:
    settings.HMS_KIND = "blind"  # type: ignore[attr-defined]
    sweep()
    restored(repair)
    call_command("after_restore")
    sweep()
    assert WorksOrder.objects.get(repair=repair).state == WorksOrder.State.NEEDS_PERSON


def test_photos_go_out_and_come_back_into_an_empty_place_only(db: None, photo_folder: Path, tmp_path: Path) -> None:
    default_storage.save("ab/tap.jpg", ContentFile(b"a photo"))
    call_command("copy_photos", to=tmp_path)
    with pytest.raises(CommandError, match="photos already"):
        call_command("copy_photos", back=tmp_path)
    default_storage.delete("ab/tap.jpg")
    call_command("copy_photos", back=tmp_path)
    with default_storage.open("ab/tap.jpg") as photo:
        assert photo.read() == b"a photo"
