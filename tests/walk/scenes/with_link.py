"""What a resident can do with a repair: by its link, or by its reference, a postcode and a code."""

import time_machine

from repairs.log.links import link_of
from repairs.log.models import Repair
from repairs.log.notify.fake import FakeMessageGateway
from tests.journeys.resident import Resident
from tests.log.builders import an_emergency, without_a_time
from tests.manage.conftest import holder as holder
from tests.manage.conftest import opened
from tests.manage.conftest import repair as repair
from tests.manage.find.getting_in import code_sent, has_asked_for_a_code, tries_code
from tests.walk.scenes.residents import hms as hms
from tests.walk.scenes.residents import notify as notify
from tests.walk.scenes.residents import outside as outside
from tests.walk.scenes.residents import photo_folder as photo_folder


def walk_a_booked_visit(outside: None, holder: Resident, repair: Repair) -> None:
    own = f"/repair/{repair.reference}/"
    for page in ("", "time/", "cancel/", "add/", "contact/", "visit-details/", "links/", "links/ended/", "ring/"):
        holder.client.get(own + page, follow=True)
    for kind in ("update", "worse", "not-fixed", "nobody-came", "complaint", "right-to-repair"):
        holder.client.get(f"{own}ask/{kind}/", follow=True)


def walk_a_visit_of_today(outside: None, holder: Resident, repair: Repair, clock: time_machine.Traveller) -> None:
    clock.shift(86_400)
    holder.client.get(f"/repair/{repair.reference}/")
    clock.shift(86_400)
    holder.client.get(f"/repair/{repair.reference}/")


def walk_repairs_without_a_time(outside: None) -> None:
    for made in (without_a_time(), an_emergency()):
        opened(made)


def walk_reference_and_code(outside: None, repair: Repair, notify: FakeMessageGateway) -> None:
    somebody = has_asked_for_a_code(repair)
    tries_code(somebody, "1")
    tries_code(somebody, code_sent(notify))
    somebody.goes_to("/find/mine/")
    somebody.presses("Close my repairs here")


def walk_a_link_that_was_ended(outside: None, holder: Resident, repair: Repair) -> None:
    link = link_of(repair)
    holder.goes_to(f"/repair/{repair.reference}/links/")
    holder.presses(holder.buttons[-1])
    Resident().client.get(link)
