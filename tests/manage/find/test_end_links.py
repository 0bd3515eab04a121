"""A resident who fears that somebody else has the link ends all of them. Somebody who got it by mistake does too."""

import pytest

from repairs.log.history import particulars
from repairs.log.links import link_of, repair_for_token
from repairs.log.models import CallBack, Message, Repair
from tests.journeys.resident import Resident
from tests.manage.conftest import opened

pytestmark = pytest.mark.usefixtures("outside")


def ends(somebody: Resident, why: str) -> Resident:
    somebody.follows("Someone else has a link to this repair")
    somebody.chooses(why).presses("Stop the links")
    return somebody


def test_others_are_out_and_the_one_who_did_it_stays(repair: Repair, holder: Resident) -> None:
    other, link = opened(repair), link_of(repair)
    ends(holder, "Someone else may have a link to my repair")
    assert "The links have stopped" in holder.says
    assert repair.reference in holder.heading
    other.goes_to(f"/repair/{repair.reference}/")
    assert other.response.status_code == 404
    other.follows("your reference and your postcode")
    assert other.url == "/find/"
    assert repair_for_token(link.rpartition("/")[2]) is None
    repair.refresh_from_db()
    assert repair_for_token(link_of(repair).rpartition("/")[2]) == repair


def test_whoever_it_is_not_hears_no_more(repair: Repair, holder: Resident) -> None:
    ends(holder, "This is not my repair")
    assert holder.heading == "The links have stopped"
    holder.goes_to(f"/repair/{repair.reference}/")
    assert holder.response.status_code == 404
    assert not Message.objects.filter(state="waiting").exists()
    assert Repair.objects.get().tell_by == "phone"
    assert CallBack.objects.get().reason == "contact"


def test_nothing_is_ended_without_a_reason(repair: Repair, holder: Resident) -> None:
    holder.follows("Someone else has a link to this repair")
    holder.presses("Stop the links")
    assert holder.error == "Select why you want to stop the links"
    assert Repair.objects.get().access_version == 0


@pytest.mark.parametrize(
    ("why", "place"),
    [("others", "/repair/{}/?links-ended"), ("not-mine", "/repair/{}/links/ended/")],
    ids=["others", "not mine"],
)
def test_the_button_pressed_twice_ends_the_links_once_and_shuts_nobody_out(
    repair: Repair, holder: Resident, why: str, place: str
) -> None:
    address = f"/repair/{repair.reference}/links/"
    holder.goes_to(address)
    form = {"why": why, "token": holder.hidden("token")}
    before, places = holder.client.cookies["repairs"].value, set()
    for _ in range(2):
        holder.client.cookies["repairs"] = before
        places.add(holder.client.post(address, form)["Location"])
    assert places == {place.format(repair.reference)}
    [ended] = repair.events.filter(kind="links-ended")
    assert list(particulars(ended)) == []
    holder.goes_to(f"/repair/{repair.reference}/")
    assert holder.response.status_code == (200 if why == "others" else 404)
