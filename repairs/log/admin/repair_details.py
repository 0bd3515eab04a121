"""A repair in plain words, for its page in the staff admin."""

from datetime import timedelta

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from diagnosis.models import SorItem
from diagnosis.right_to_repair import CATEGORIES
from diagnosis.vocabulary import HAZARDS, OUTCOME_FLAGS
from repairs.council.dates import say_date, say_moment
from repairs.log.admin.lines import NOTHING, as_answers, as_lines, link_to
from repairs.log.history import what_happened, who_helped
from repairs.log.models import DelayNote, Event, JobUpdate, Repair
from repairs.log.order_notes import AT_RISK, added_words
from repairs.log.said import said_in
from repairs.photos.links import photo_path
from repairs.photos.services import photos_of

PHOTOS_LAST = timedelta(hours=1)

Shown = SafeString | str


class RepairDetails:
    @admin.display(description="what was answered")
    def answered(self, repair: Repair) -> Shown:
        return as_answers(said_in(repair.tree_id, repair.answers))

    @admin.display(description="in their own words")
    def words(self, repair: Repair) -> Shown:
        return as_lines(repair.description.splitlines())

    @admin.display(description="added since")
    def added(self, repair: Repair) -> Shown:
        return as_lines(
            line for one in added_words(repair) for line in [f"{say_moment(one.added_at)}:", *one.words.splitlines()]
        )

    @admin.display(description="photos")
    def photos(self, repair: Repair) -> Shown:
        photos = photos_of(repair.album) if repair.album else []
        links = (
            (photo_path(photo, lasts=PHOTOS_LAST), photo_path(photo, lasts=PHOTOS_LAST, thumbnail=True), number)
            for number, photo in enumerate(photos, start=1)
        )
        return format_html_join(" ", '<a href="{}"><img src="{}" alt="Photo {}"></a>', links) or NOTHING

    @admin.display(description="rules that applied")
    def rules(self, repair: Repair) -> Shown:
        if not repair.reasons:
            return "None. It is the priority of what was reported."
        return as_lines(reason["text"] for reason in repair.reasons)

    @admin.display(description="Right to Repair")
    def right_to_repair(self, repair: Repair) -> str:
        if repair.rtr_due is None:
            return "No"
        category = CATEGORIES.get(repair.rtr_category)
        return f"{category.defect if category else repair.rtr_category}: by {say_date(repair.rtr_due)}"

    @admin.display(description="hazards")
    def hazards_found(self, repair: Repair) -> Shown:
        return as_lines(HAZARDS.get(hazard, hazard) for hazard in repair.hazards)

    @admin.display(description="look out for")
    def flags_set(self, repair: Repair) -> Shown:
        return as_lines(OUTCOME_FLAGS.get(flag, "") for flag in repair.flags)

    @admin.display(description="contact")
    def contact(self, repair: Repair) -> Shown:
        return as_lines([repair.phone, repair.email, f"Wants to hear by: {repair.get_tell_by_display().lower()}"])

    @admin.display(description="address")
    def lines(self, repair: Repair) -> Shown:
        return as_lines([*repair.address.splitlines(), repair.postcode])

    @admin.display(description="more at risk at home")
    def at_risk(self, repair: Repair) -> Shown:
        return as_lines(AT_RISK.get(person, person).capitalize() for person in repair.people_at_risk)

    @admin.display(description="who will be in")
    def who_is_in(self, repair: Repair) -> Shown:
        return as_lines([repair.in_name, repair.in_phone]) if repair.in_name else repair.name

    @admin.display(description="what we should know")
    def access(self, repair: Repair) -> Shown:
        return as_lines(repair.access_notes.splitlines())

    @admin.display(description="times that suit")
    def times(self, repair: Repair) -> Shown:
        return as_lines(time[:1].upper() + time[1:] for time in repair.preferred_times)

    @admin.display(description="work")
    def work(self, repair: Repair) -> Shown:
        codes = [line["code"] for line in repair.sor]
        names = dict(SorItem.objects.filter(code__in=codes).values_list("code", "description"))
        return as_lines(f"{line['quantity']} x {line['code']} {names.get(line['code'], '')}" for line in repair.sor)

    @admin.display(description="works order")
    def order(self, repair: Repair) -> Shown:
        order = getattr(repair, "works_order", None)
        if order is None:
            return "None. Somebody looks at this report first."
        return link_to(order, " ".join([order.get_state_display(), order.hms_number]).strip())

    @admin.display(description="what the HMS said")
    def job(self, repair: Repair) -> Shown:
        return as_lines(told_by_hms(update) for update in JobUpdate.objects.filter(order__repair=repair))

    @admin.display(description="call back")
    def call_back_asked(self, repair: Repair) -> Shown:
        call_back = getattr(repair, "call_back", None)
        if call_back is None:
            return NOTHING
        when = f"done {say_moment(call_back.done_at)}" if call_back.done_at else f"by {say_moment(call_back.due_at)}"
        return link_to(call_back, f"{call_back.get_reason_display()}, {when}")

    @admin.display(description="why it was cancelled")
    def why_cancelled(self, repair: Repair) -> Shown:
        if repair.cancel_asked_at is None:
            return NOTHING
        stays = "" if repair.cancelled_at else "It stays open, because it may not be safe."
        return as_lines([repair.get_cancel_reason_display(), *repair.cancel_words.splitlines(), stays])

    @admin.display(description="delays")
    def delayed(self, repair: Repair) -> Shown:
        notes = DelayNote.objects.filter(delayed__repair=repair).order_by("pk")
        return as_lines(format_html("{}, until {}", link_to(note, note.words), say_date(note.until)) for note in notes)

    @admin.display(description="delays")
    def delayed_and_more(self, repair: Repair) -> Shown:
        """For those who may write a note."""
        write = f"{reverse('admin:log_delaynote_add')}?reference={repair.reference}"
        link = format_html('<a href="{}">Write a delay note</a>', write)
        notes = self.delayed(repair)
        return link if notes == NOTHING else format_html("{}<br>{}", notes, link)

    @admin.display(description="messages")
    def told(self, repair: Repair) -> Shown:
        return as_lines(
            format_html("{}, {}", link_to(message, message.get_kind_display()), message.get_state_display().lower())
            for message in repair.messages.order_by("pk")
        )

    @admin.display(description="forgotten")
    def forgotten(self, repair: Repair) -> Shown:
        contact, record = repair.details_forgotten_at, repair.forgotten_at
        return as_lines(
            [
                f"Contact details and photos: {say_moment(contact)}" if contact else "",
                f"All else about a person: {say_moment(record)}" if record else "",
            ]
        )

    @admin.display(description="legal hold")
    def kept(self, repair: Repair) -> Shown:
        hold = repair.legal_holds.filter(ended_at=None).first()
        return link_to(hold, f"Nothing is forgotten since {say_moment(hold.began_at)}") if hold else NOTHING

    @admin.display(description="events")
    def happened(self, repair: Repair) -> Shown:
        return as_lines(happened_once(event) for event in repair.events.select_related("staff"))


def happened_once(event: Event) -> str:
    helped = who_helped(event)
    return f"{say_moment(event.at)}: {what_happened(event)}{f'. Helped by {helped}' if helped else ''}"


def told_by_hms(update: JobUpdate) -> str:
    """What it meant, or the HMS's own code where it means nothing to us; who comes, when, and what was noted."""
    window = " ".join(str(update.detail[name]) for name in ("day", "from", "to") if name in update.detail)
    said = [update.get_state_display() if update.state else f"Code {update.code}", window]
    said += [str(update.detail[name]) for name in ("operative", "comments") if name in update.detail]
    return f"{say_moment(update.happened_at)}: {', '.join(part for part in said if part)}"
