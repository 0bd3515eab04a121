"""A resident changes how we reach them: proved by a code, told to the old contact, and all old ways in are shut."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from repairs.log.hms.fake import FakeHousingSystem
from repairs.log.links import link_of
from repairs.log.models import CallBack, ContactChange, Event, Message, Repair
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from tests.conftest import NOW
from tests.journeys.resident import Resident
from tests.manage.conftest import opened
from tests.manage.find.getting_in import another_code, code_sent

pytestmark = pytest.mark.usefixtures("outside")

NEW = "07700 900789"


def asks_to_change(holder: Resident, **typed: str) -> Resident:
    holder.follows("Change your contact details")
    holder.types(**typed).presses("Save")
    return holder


def enters(holder: Resident, code: str) -> Resident:
    holder.types(code=code).presses("Save my contact details")
    return holder


def sent_to(notify: FakeMessageGateway) -> list[tuple[str, str]]:
    sweep()
    return [(sent.to, sent.body) for sent in notify.messages]


def opens(link: str) -> bool:
    return Resident().client.post(link.replace("http://localhost:8000", "")).status_code == 302


def test_a_new_phone_is_proved_by_a_code_before_it_takes_the_place_of_the_old(
    holder: Resident, repair: Repair, notify: FakeMessageGateway, hms: FakeHousingSystem
) -> None:
    sweep()
    old_link = link_of(repair)
    asks_to_change(holder, phone="+44 7700 900 789")
    assert "We have sent 6 numbers to 07700 900789" in holder.says
    assert Repair.objects.get().phone == "07700 900123"
    enters(holder, code_sent(notify))
    assert "We have saved your contact details" in holder.says
    repair = Repair.objects.get()
    assert (repair.phone, repair.name) == (NEW, "Ada Byron")
    assert not opens(old_link)
    assert opens(link_of(repair))
    after = sent_to(notify)[-2:]
    warned = next(body for to, body in after if to == "07700 900123")
    told = next(body for to, body in after if to == NEW)
    assert "were changed. If this was not you, ring" in warned
    assert "/r/" not in warned
    assert opens("/r/" + told.split("/r/")[1])
    assert Event.objects.get(kind="contact-changed").detail == {"changed": "phone", "by": "the resident"}
    assert [update.other_type for update in hms.updates.values()] == ["change-contact"]
    assert "900789" in str(next(iter(hms.updates.values())))


def test_nothing_of_it_is_kept_that_is_of_no_use_any_more(
    holder: Resident, notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    enters(asks_to_change(holder, phone=NEW), code_sent(notify))
    sweep()
    change = ContactChange.objects.get()
    assert (change.name, change.phone, change.email) == ("", "", "")
    assert set(Message.objects.values_list("address", flat=True)) == {""}
    assert "900" not in str([event.detail for event in Event.objects.all()])


def test_a_wrong_code_and_an_old_one_change_nothing(
    holder: Resident, notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    asks_to_change(holder, phone=NEW)
    code = code_sent(notify)
    enters(holder, another_code(code))
    assert holder.error == "This code does not work. Check it, or ask for a new code"
    holder.presses("Send me a new code")
    newer = code_sent(notify)
    assert newer != code
    enters(holder, code)
    assert Repair.objects.get().phone == "07700 900123"
    clock.shift(timedelta(minutes=10))
    holder.client.post(f"/repair/{Repair.objects.get().reference}/contact/code/", {"code": newer})
    assert Repair.objects.get().phone == "07700 900123"


def test_a_code_has_ten_tries(holder: Resident, repair: Repair, notify: FakeMessageGateway) -> None:
    asks_to_change(holder, phone=NEW)
    code = code_sent(notify)
    for _ in range(10):
        enters(holder, another_code(code))
    enters(holder, code)
    assert Repair.objects.get().phone == "07700 900123"


def test_an_email_that_is_on_file_needs_no_code_and_the_phone_is_told(
    holder: Resident, notify: FakeMessageGateway
) -> None:
    holder.follows("Change your contact details")
    holder.chooses("Email").presses("Save")
    assert "We have saved your contact details" in holder.says
    told = [to for to, body in sent_to(notify) if "contact details" in body]
    assert sorted(told) == ["07700 900123", "ada@example.com"]


def test_what_waits_to_be_said_goes_to_the_new_contact_once(
    holder: Resident, repair: Repair, notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    before = set(Message.objects.values_list("kind", flat=True))
    assert {"booked", "received", "reminder"} <= before
    holder.follows("Change your contact details")
    holder.chooses("Email").types(email="ada@new.example").presses("Save")
    enters(holder, code_sent(notify))
    sweep()
    clock.move_to(NOW.replace(hour=17, minute=1))
    sweep()
    assert [sent.to for sent in notify.messages if "tomorrow" in sent.subject] == ["ada@new.example"]
    said = [sent.body for sent in notify.messages if sent.to == repair.phone]
    assert ["booked: Thu 5 Mar" in said[0], "were changed" in said[1], len(said)] == [True, True, 2]
    assert not Message.objects.filter(state="waiting").exists()


def test_a_message_under_way_while_the_contact_changes_goes_to_the_new_one(
    holder: Resident, repair: Repair, notify: FakeMessageGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks_to_change(holder, phone=NEW)
    code = code_sent(notify)
    written: list[str] = []
    Message.objects.filter(kind="reminder").update(due_at=NOW)

    def words(message: Message) -> str:
        if not written:
            enters(holder, code)
        written.append(link_of(message.its_repair))
        return written[-1]

    monkeypatch.setattr("repairs.log.outbox.hand_over.text_of", words)
    for _ in range(3):
        sweep(NOW)
    assert [to for to, body in sent_to(notify) if body in written].count("07700 900123") == 1, "only the warning"
    assert not opens(written[0])
    assert Message.objects.get(kind="reminder").state == "sent"


def test_the_same_button_twice_is_one_change_and_shuts_nobody_out(
    holder: Resident, repair: Repair, notify: FakeMessageGateway
) -> None:
    address = f"/repair/{repair.reference}/contact/"
    holder.goes_to(address)
    form = {"name": "Ada", "phone": NEW, "email": "", "tell_by": "text"}
    form |= {"seen": holder.hidden("seen"), "token": holder.hidden("token")}
    assert {holder.client.post(address, form)["Location"] for _ in range(2)} == {f"{address}code/"}
    assert Message.objects.filter(kind="contact-code").count() == 1
    before = holder.client.cookies["repairs"].value
    code = {"code": code_sent(notify), "token": form["token"]}
    places = set()
    for _ in range(2):
        holder.client.cookies["repairs"] = before
        places.add(holder.client.post(f"{address}code/", code)["Location"])
    assert places == {f"/repair/{repair.reference}/?changed=contact"}
    holder.goes_to(f"/repair/{repair.reference}/")
    assert holder.response.status_code == 200
    assert Event.objects.filter(kind="contact-changed").count() == 1
    assert Message.objects.filter(kind="contact-changed").count() == 1


def test_back_and_save_again_with_another_number_sends_the_code_there(
    holder: Resident, repair: Repair, notify: FakeMessageGateway
) -> None:
    asks_to_change(holder, phone="07700 900788")
    first = code_sent(notify)
    holder.follows("Check the phone number")
    assert holder.value_of("phone") == "07700 900788"
    holder.types(phone=NEW).presses("Save")
    enters(holder, first)
    assert Repair.objects.get().phone == "07700 900123"
    enters(holder, code_sent(notify))
    assert Repair.objects.get().phone == NEW


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"name": ""}, "Enter your full name"),
        ({"phone": "01632 960001"}, "Enter a UK mobile number"),
        ({"phone": "0770"}, "Enter a phone number"),
        ({"email": "ada@"}, "Enter an email address in the correct format"),
    ],
)
def test_errors_keep_all_that_was_typed(holder: Resident, typed: dict[str, str], error: str) -> None:
    given = {"name": "Ada King", "phone": NEW, "email": "ada@example.org"} | typed
    asks_to_change(holder, **given)
    assert holder.error.startswith(error)
    assert {name: holder.value_of(name) for name in given} == given


def test_two_tabs_do_not_undo_each_other_unseen(holder: Resident, repair: Repair) -> None:
    address = f"/repair/{repair.reference}/contact/"
    holder.goes_to(address)
    form = {"name": "Ada K", "phone": repair.phone, "email": repair.email, "tell_by": "text"}
    seen = {"seen": holder.hidden("seen")}
    holder.client.post(address, form | seen)
    answer = holder.client.post(address, form | {"name": "Ada L"} | seen)
    assert b"have been changed since you opened this page" in answer.content
    assert Repair.objects.get().name == "Ada K"
    assert (Event.objects.filter(kind="links-ended").exists(), Repair.objects.get().access_version) == (False, 0)


def test_whoever_chooses_to_be_rung_is_rung_to_check(holder: Resident, repair: Repair) -> None:
    holder.follows("Change your contact details")
    holder.chooses("Phone call").types(phone="01632 960777").presses("Save")
    assert "We have saved your contact details" in holder.says
    call = CallBack.objects.get()
    assert (call.reason, call.to_tell) == (
        "news",
        "Their contact details were changed. Check that they are right.",
    )
    assert Message.objects.filter(kind="former-contact").count() == 1
    assert not Message.objects.filter(state="waiting").exclude(kind="former-contact").exists()


def test_a_failed_number_of_before_is_not_held_against_the_new_one(
    holder: Resident, repair: Repair, notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    sweep()
    Message.objects.filter(state="sent").update(delivery="permanent-failure")
    asks_to_change(holder, phone=NEW)
    code = code_sent(notify)
    clock.shift(60)
    enters(holder, code)
    assert (NEW in [to for to, body in sent_to(notify) if "new contact details" in body]) is True


def test_codes_are_not_sent_to_strangers_without_end(holder: Resident, repair: Repair) -> None:
    for last in range(3):
        asks_to_change(opened(repair), phone=f"07700 90078{last}")
    holder.follows("Change your contact details")
    holder.types(phone="07700 900785").presses("Save")
    assert holder.response.status_code == 429
    assert Message.objects.filter(kind="contact-code").count() == 3


@pytest.mark.parametrize("page", ["contact", "contact/code", "contact/code/new"])
def test_strangers_and_nonsense_change_nothing(holder: Resident, repair: Repair, page: str) -> None:
    address = f"/repair/{repair.reference}/{page}/"
    junk: list[dict[str, Any]] = [{}, {"code": "123456"}, {"token": "x", "seen": "\x00", "phone": "9" * 500}]
    for data in junk:
        assert Resident().client.post(address, data).status_code == 404
        assert holder.client.post(address, data).status_code in {200, 302}
    Repair.objects.update(cancel_asked_at=NOW, cancelled_at=NOW)
    assert holder.client.post(address, {"name": "x", "tell_by": "phone", "phone": NEW}).status_code in {200, 302}
    assert not Event.objects.filter(kind="contact-changed").exists()
