"""What residents do, from the first page to the end, by whatever means."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone
from PIL import Image

from repairs.homes.models import Home
from repairs.log.codes import digits_of
from repairs.log.details.contact_code import code_of
from repairs.log.models import AccessCode, Appointment, CallBack, ContactChange, Enquiry, LostReference, Repair
from repairs.photos.models import Photo
from tests.access.journeys.walker import Walker
from tests.journeys.steps import (
    answers_about_home,
    gives_contact,
    gives_home,
    reaches_check,
    takes_first_time,
    tells_of_kitchen_leak,
)
from tests.log.builders import booked_in_a_week

DONE = "We have your report"
FLATS = 80


def reports_a_leak(visitor: Walker) -> None:
    reaches_check(visitor)
    visitor.presses("Send report and book appointment")
    assert visitor.heading == DONE
    assert Repair.objects.get().appointment


def reports_a_danger(visitor: Walker) -> None:
    visitor.starts()
    visitor.answers("A ceiling is bulging, sagging or has come down")
    visitor.presses("Keep what I told you")
    gives_home(visitor)
    visitor.presses()
    gives_contact(visitor)
    visitor.presses("Send report")
    assert visitor.heading == DONE
    assert CallBack.objects.get().repair == Repair.objects.get()


def finds_a_home_in_a_long_list(visitor: Walker) -> None:
    first = Home.objects.filter(tenure=Home.Tenure.SECURE).first()
    assert first
    Home.objects.bulk_create(
        Home(uprn=f"88{number:010}", line_1=f"Flat {number}, Long House", town="Northmere", postcode="NM7 7LH",
             tenure=first.tenure, patch_id=first.patch_id)
        for number in range(1, FLATS + 1)
    )  # fmt: skip
    visitor.starts()
    visitor.answers("None of these")
    visitor.types(postcode="NM7 7LH").presses()
    visitor.types(find="77").presses("Find")
    visitor.answers("Flat 77, Long House, Northmere")
    assert visitor.heading == "Where is the water?"


def sends_a_photo(visitor: Walker) -> None:
    visitor.starts()
    visitor.answers("None of these")
    gives_home(visitor)
    tells_of_kitchen_leak(visitor)
    answers_about_home(visitor)
    with TemporaryDirectory() as folder:
        for name in ("tap.jpg", "floor.jpg"):
            Image.new("RGB", (600, 400), "teal").save(Path(folder) / name, "JPEG")
        visitor.types(text="Behind the bin")
        visitor.attaches(Path(folder) / "tap.jpg", Path(folder) / "floor.jpg").presses("Add these photos")
        visitor.presses("Remove")
    visitor.presses()
    takes_first_time(visitor)
    gives_contact(visitor)
    assert "Photo 1" in visitor.page.locator("main img").first.get_attribute("alt")  # type: ignore[operator]
    visitor.presses("Send report")
    assert Photo.objects.kept().count() == 1


def gives_an_address_and_rings_about_a_time(visitor: Walker) -> None:
    visitor.starts()
    visitor.answers("None of these")
    visitor.types(postcode="nm12ab").presses()
    visitor.answers("My address is not here")
    visitor.types(line_1="7 Nowhere Lane", town="Northmere").presses()
    tells_of_kitchen_leak(visitor)
    answers_about_home(visitor)
    visitor.presses()
    visitor.answers(visitor.options[0])
    gives_contact(visitor)
    visitor.presses("Send report")
    assert visitor.heading == DONE


def changes_an_answer(visitor: Walker) -> None:
    reaches_check(visitor)
    visitor.follows("Change")
    visitor.page.go_back()
    visitor.arrives()
    visitor.presses("Send report")
    assert visitor.heading == DONE


def gets_in(visitor: Walker, repair: Repair) -> None:
    visitor.goes_to("/")
    visitor.follows("Follow a repair you have reported")
    visitor.types(reference=repair.reference, postcode="NM1 2AB").presses()
    visitor.presses("Send me a code")
    visitor.types(code=digits_of(AccessCode.objects.latest("pk"))).presses()
    assert repair.reference in visitor.heading


def moves_and_cancels(visitor: Walker) -> None:
    repair = booked_in_a_week()
    gets_in(visitor, repair)
    visitor.follows("Change the time")
    visitor.chooses(visitor.options[-1]).presses("Change the time")
    assert "Your visit is now" in visitor.says
    visitor.follows("Cancel this repair")
    visitor.chooses("Another reason").types(words="We move out.").presses("Cancel this repair")
    assert "You cancelled this repair" in visitor.says


def changes_contact(visitor: Walker) -> None:
    gets_in(visitor, booked_in_a_week())
    visitor.follows("Change your contact details")
    visitor.types(phone="07700 900789").presses("Save")
    visitor.types(code=code_of(ContactChange.objects.latest("pk"))).presses("Save my contact details")
    assert "We have saved your contact details" in visitor.says
    visitor.follows("Change who will be in")
    visitor.chooses("Someone else").types(in_name="Bo Lund").presses("Save")
    assert Repair.objects.get().phone == "07700 900789"


def asks_and_adds(visitor: Walker) -> None:
    gets_in(visitor, booked_in_a_week())
    visitor.follows("I need an update")
    visitor.types(words="When?").presses("Ask for an update")
    visitor.follows("It has got worse")
    visitor.chooses("A ceiling is bulging, sagging or has come down").presses("Tell us that it has got worse")
    assert set(Enquiry.objects.values_list("kind", flat=True)) == {"update", "worse"}


def says_that_nobody_came(visitor: Walker) -> None:
    repair = booked_in_a_week()
    Appointment.objects.update(day=timezone.localdate() - timedelta(days=1))
    gets_in(visitor, repair)
    visitor.follows("No one came")
    visitor.presses("Tell us that no one came")
    visitor.chooses(visitor.options[0]).presses("Book this time")
    assert "Your visit is now" in visitor.says


def has_lost_the_reference(visitor: Walker) -> None:
    booked_in_a_week()
    visitor.goes_to("/find/")
    visitor.follows("I have lost my reference")
    visitor.types(contact="07700 900123").presses()
    assert LostReference.objects.count() == 1


JOURNEYS = (
    reports_a_leak,
    reports_a_danger,
    finds_a_home_in_a_long_list,
    sends_a_photo,
    gives_an_address_and_rings_about_a_time,
    changes_an_answer,
    moves_and_cancels,
    changes_contact,
    asks_and_adds,
    says_that_nobody_came,
    has_lost_the_reference,
)
