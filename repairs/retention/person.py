"""All that is held of one person, found by what they can say of themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from repairs.log.models import DraftLink, LostReference, Message, Repair
from repairs.log.phone import NotAPhoneNumber, write_phone
from repairs.log.reference import read_reference
from repairs.report.models import Draft


class NotFound(Exception):
    """And why, in words."""


@dataclass(frozen=True)
class Asked:
    """At least one of the first three. The others narrow it down, where several people share a phone."""

    phone: str = ""
    email: str = ""
    references: Sequence[str] = ()
    home: str = ""
    """UPRN."""
    name: str = ""


@dataclass(frozen=True)
class Person:
    repairs: list[Repair]
    named_in: list[Repair]
    """Somebody else's, at which they are to be in."""
    drafts: list[Draft]
    contacts: frozenset[str]


def find_person(asked: Asked) -> Person:
    """Raises NotFound, also where what was given is that of several people: nobody is handed another's data."""
    phones, emails, name, known = set[str](), set[str](), asked.name, Q(pk__in=[])
    if asked.phone:
        phones.add(in_our_writing(asked.phone))
    if asked.email:
        emails.add(asked.email.strip().lower())
    for written in asked.references:
        repair = by_reference(written)
        name = name or repair.name
        known |= Q(pk=repair.pk)
        phones.add(repair.phone)
        emails.add(repair.email.lower())
    phones, emails = phones - {""}, emails - {""}
    repairs = same_person(known | Q(phone__in=phones) | Q(lower_email__in=emails), name, asked.home)
    several_people = len({same_name(repair.name) for repair in repairs}) > 1
    if several_people:
        references = ", ".join(f"{repair.reference} {repair.name}" for repair in repairs)
        raise NotFound(f"Several people gave this phone or email: {references}. Say which with --name or --home.")
    name = name or next((repair.name for repair in repairs), "")
    drafts = [draft for draft in Draft.objects.filter(repair=None).iterator() if is_theirs(draft, phones, emails, name)]
    named = Repair.objects.filter(in_phone__in=phones, forgotten_at=None).exclude(pk__in=[one.pk for one in repairs])
    person = Person(repairs, list(named), drafts, frozenset(phones | emails))
    if not (person.repairs or person.named_in or person.drafts):
        raise NotFound("Nothing is held of anybody with this phone, email, reference, home or name.")
    return person


def by_reference(written: str) -> Repair:
    read = read_reference(written)
    repair = Repair.objects.filter(reference=read, forgotten_at=None).first() if read else None
    if repair is None:
        raise NotFound(f"There is no repair with the reference {written}, or it is forgotten.")
    return repair


def same_person(found: Q, name: str, home: str) -> list[Repair]:
    repairs: QuerySet[Repair] = Repair.objects.alias(lower_email=Lower("email")).filter(found, forgotten_at=None)
    if home:
        repairs = repairs.filter(home__uprn=home)
    rows = repairs.select_related("home", "priority").order_by("reported_at", "pk")
    return [repair for repair in rows if not name or same_name(repair.name) == same_name(name)]


def same_name(name: str) -> str:
    return " ".join(name.casefold().split())


def is_theirs(draft: Draft, phones: set[str], emails: set[str], name: str) -> bool:
    contact = draft.given.get("contact") or {}
    if name and same_name(contact.get("name", "")) != same_name(name):
        return False
    try:
        phone = in_our_writing(contact.get("phone", ""))
    except NotFound:
        phone = ""
    return phone in phones or contact.get("email", "").lower() in emails


def in_our_writing(phone: str) -> str:
    try:
        return write_phone(phone)
    except NotAPhoneNumber:
        raise NotFound("That is not a phone number.") from None


def lost_references(person: Person) -> QuerySet[LostReference]:
    return LostReference.objects.alias(lower=Lower("contact")).filter(lower__in=person.contacts)


def draft_links(person: Person) -> QuerySet[DraftLink]:
    return DraftLink.objects.filter(draft__in=[draft.pk for draft in person.drafts])


def draft_messages(person: Person) -> QuerySet[Message]:
    """Those that brought the links, and those that have not gone yet."""
    brought = Q(kind=Message.Kind.DRAFT_LINK, version__in=draft_links(person).values_list("pk"))
    of_none = Message.objects.filter(repair=None).alias(lower=Lower("address"))
    return of_none.filter(brought | Q(lower__in=person.contacts))
