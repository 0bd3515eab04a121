"""The answers as rows of a page: what was asked, what was said, and where to change it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from diagnosis.tree import Advice, find_option
from repairs.council.dates import say_date, say_window
from repairs.log.channels import RELATIONS
from repairs.log.details.fields import WAYS
from repairs.photos.models import Photo
from repairs.photos.services import photos_of
from repairs.report.answers import Contact
from repairs.report.models import Draft
from repairs.report.path import Page, Path
from repairs.report.steps.household import PEOPLE, WATER_OFF, YES_NO
from repairs.report.steps.tenure import TENURES

NOT_GIVEN = ("Not provided",)


@dataclass(frozen=True)
class Row:
    """`lines` are shown one under the other. `change` says what the link changes, for a screen reader."""

    key: str
    lines: tuple[str, ...]
    slug: str
    change: str
    photos: tuple[Photo, ...] = ()


def rows(path: Path, draft: Draft) -> list[Row]:
    return [row for page in path.pages for row in rows_of(page, path, draft)]


def rows_of(page: Page, path: Path, draft: Draft) -> Iterator[Row]:
    if page.node is not None:
        yield from question_row(page, path)
    elif make := ROWS.get(page.slug):
        yield from make(page, path, draft)


def question_row(page: Page, path: Path) -> Iterator[Row]:
    node = page.node
    if node is None or not node.is_choice:
        return
    option = find_option(node, path.progress.given.questions.get(node.key))
    asked = node.question if isinstance(node, Advice) else node.text
    yield Row(asked, (option.text,) if option else NOT_GIVEN, page.slug, f"your answer to: {asked}")


def home_row(page: Page, path: Path, draft: Draft) -> Iterator[Row]:
    home = path.progress.home
    if home and home.postcode:
        yield Row("Address", (*home.address.splitlines(), home.postcode), "postcode", "the address")


def address_row(page: Page, path: Path, draft: Draft) -> Iterator[Row]:
    if address := path.progress.given.address:
        lines = (address.line_1, address.line_2, address.town, address.postcode)
        yield Row("Address", tuple(line for line in lines if line), page.slug, "the address")


def tenure_row(page: Page, path: Path, draft: Draft) -> Iterator[Row]:
    tenure = path.progress.given.tenure
    if tenure:
        yield Row("Rent or own", (dict(TENURES)[tenure],), page.slug, "whether you rent or own")


def household_row(page: Page, path: Path, draft: Draft) -> Iterator[Row]:
    household = path.progress.given.household
    if household is None:
        return
    people = tuple(dict(PEOPLE)[person] for person in household.people)
    yield Row("More at risk at home", people or ("Nobody",), page.slug, "who is more at risk at home")
    if household.damp:
        damp = dict(YES_NO)[household.damp]
        yield Row("Damp patches, mould or a musty smell", (damp,), page.slug, "whether there is damp or mould")
    if household.recent:
        recent = dict(YES_NO)[household.recent]
        yield Row("Repaired in the last month", (recent,), page.slug, "whether we repaired it in the last month")
    if household.water_off:
        water = dict(WATER_OFF)[household.water_off]
        yield Row("Water turned off", (water,), page.slug, "whether the water is turned off")


def details_row(page: Page, path: Path, draft: Draft) -> Iterator[Row]:
    details = path.progress.given.details
    text = details.text if details else ""
    who = "they" if path.progress.setting.assisted else "you"
    yield Row(f"What {who} told us", tuple(text.splitlines()) or NOT_GIVEN, page.slug, f"what {who} told us")
    photos = tuple(photos_of(draft.pk))
    yield Row("Photos", () if photos else NOT_GIVEN, page.slug, "the photos", photos)


def slot_row(page: Page, path: Path, draft: Draft) -> Iterator[Row]:
    slot = path.progress.given.slot
    if slot:
        wish = (
            "Tell them if a sooner time comes up"
            if path.progress.setting.assisted
            else "Tell me if a sooner time comes up"
        )
        sooner = [wish] if path.progress.given.sooner else []
        when = (say_date(slot.day), say_window(slot.starts, slot.ends), *sooner)
        yield Row("Appointment", when, page.slug, "the appointment")
    else:
        whom = "them" if path.progress.setting.assisted else "you"
        yield Row("Appointment", (f"No time chosen. We will agree one with {whom}",), page.slug, "the appointment")


def times_row(page: Page, path: Path, draft: Draft) -> Iterator[Row]:
    lines = tuple(time[:1].upper() + time[1:] for time in path.progress.given.times or ())
    whom = "them" if path.progress.setting.assisted else "you"
    yield Row(f"Times that suit {whom}", lines, page.slug, f"the times that suit {whom}")


def caller_rows(page: Page, path: Path, draft: Draft) -> Iterator[Row]:
    caller = path.progress.given.caller
    if caller is None:
        return
    lines = (RELATIONS[caller.relation], caller.name, caller.phone)
    yield Row("Caller", tuple(line for line in lines if line), page.slug, "who the caller is")
    agrees = "Yes" if caller.may_contact else "No. Nothing is sent to them"
    yield Row("Agrees to be contacted", (agrees,), page.slug, "whether the resident agrees to be contacted")


def contact_rows(page: Page, path: Path, draft: Draft) -> Iterator[Row]:
    contact = path.progress.given.contact
    if contact is None:
        return
    assisted = path.progress.setting.assisted
    for key, value in (
        ("Name of the resident" if assisted else "Your name", contact.name),
        ("Phone number", contact.phone),
        ("Email address", contact.email),
        ("How we tell them" if assisted else "How we tell you", dict(WAYS)[contact.tell_by]),
    ):
        yield Row(key, (value,) if value else NOT_GIVEN, page.slug, key.lower())
    in_person = ("The resident",) if assisted else ("You",)
    yield Row("Who will be in", who_is_in(contact) or in_person, page.slug, "who will be in")
    notes = tuple(contact.access_notes.splitlines()) or NOT_GIVEN
    yield Row("What we should know", notes, page.slug, "what we should know")


def who_is_in(contact: Contact) -> tuple[str, ...]:
    """Nothing where it is the resident."""
    return tuple(part for part in (contact.in_name, contact.in_phone) if part) if contact.someone_else else ()


ROWS: dict[str, Callable[[Page, Path, Draft], Iterator[Row]]] = {
    "home": home_row,
    "address": address_row,
    "tenure": tenure_row,
    "household": household_row,
    "details": details_row,
    "slot": slot_row,
    "times": times_row,
    "caller": caller_rows,
    "contact": contact_rows,
}
