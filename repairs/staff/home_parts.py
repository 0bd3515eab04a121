"""What staff find on their first page. A new page for staff is one line here, with who may open it."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.auth.models import PermissionsMixin as WithPermissions
from django.urls import reverse


@dataclass(frozen=True)
class Part:
    name: str
    what: str
    address: str
    """The name of its URL."""
    needs: tuple[str, ...]
    """All of these permissions."""

    @property
    def url(self) -> str:
        return reverse(self.address)


@dataclass(frozen=True)
class Group:
    name: str
    parts: tuple[Part, ...]


HOME = (
    Group(
        "Residents and their repairs",
        (
            Part("Calls", "Report for somebody on the line", "contact-centre:calls", ("report.assist_draft",)),
            Part(
                "Carry on with a report",
                "Somebody began it online and reads out its code",
                "contact-centre:take-over",
                ("report.assist_draft",),
            ),
            Part("Call backs", "People who wait for us to ring", "contact-centre:call-backs", ("log.view_callback",)),
            Part("Repairs", "Find a repair and see its history", "admin:log_repair_changelist", ("log.view_repair",)),
            Part("Enquiries", "What residents ask us", "admin:log_enquiry_changelist", ("log.view_enquiry",)),
            Part("Complaints", "What residents complain of", "admin:log_complaint_changelist", ("log.view_complaint",)),
            Part("Needs a person", "What could not be delivered", "admin:log_people", ("log.view_worksorder",)),
            Part("Homes", "The homes that we look after", "admin:homes_home_changelist", ("homes.view_home",)),
        ),
    ),
    Group(
        "The diary",
        (
            Part(
                "Planning",
                "Repairs that need a time, visits of a day, what is late and what waits for an answer",
                "contact-centre:planning",
                ("appointments.view_place", "log.view_visittoplan", "log.view_repair", "log.view_enquiry"),
            ),
            Part(
                "The week", "Places taken and free, day by day", "admin:appointments_week", ("appointments.view_place",)
            ),
            Part("Teams", "Who works when", "admin:appointments_team_changelist", ("appointments.view_team",)),
        ),
    ),
    Group(
        "How repairs are diagnosed",
        (
            Part(
                "Published diagnoses",
                "The questions that residents answer, and reports of each version",
                "admin:diagnosis_publishedtree_changelist",
                ("diagnosis.view_publishedtree",),
            ),
            Part(
                "Drafts",
                "Diagnoses that are being changed",
                "admin:diagnosis_drafttree_changelist",
                ("diagnosis.view_drafttree",),
            ),
            Part(
                "Triage rules", "How urgent each problem is", "admin:diagnosis_rules", ("diagnosis.view_publishedtree",)
            ),
            Part(
                "Schedule of rates",
                "The work that we order",
                "admin:diagnosis_soritem_changelist",
                ("diagnosis.view_soritem",),
            ),
        ),
    ),
    Group(
        "The service",
        (
            Part(
                "Phone numbers",
                "The numbers that residents are given",
                "admin:council_phoneline_changelist",
                ("council.change_phoneline",),
            ),
            Part(
                "Overrides",
                "What staff decided otherwise than the rules, and why",
                "contact-centre:overrides",
                ("log.review_overrides",),
            ),
            Part(
                "Quality checks",
                "Files of what staff did for residents",
                "contact-centre:quality",
                ("log.export_quality",),
            ),
            Part(
                "Reasons",
                "Why staff may decide otherwise than the rules",
                "admin:council_overridereason_changelist",
                ("council.change_overridereason",),
            ),
            Part(
                "Priorities",
                "How soon we aim to come",
                "admin:council_priority_changelist",
                ("council.change_priority",),
            ),
            Part(
                "Who changed what",
                "Changes that staff have made",
                "admin:staff_staffchange_changelist",
                ("staff.view_staffchange",),
            ),
            Part(
                "People who sign in", "Give and take away access", "admin:auth_user_changelist", ("auth.change_user",)
            ),
        ),
    ),
)


def parts_for(user: AbstractBaseUser | AnonymousUser) -> list[Group]:
    """The groups of which this person may open something, with what they may open."""
    if not isinstance(user, WithPermissions):
        return []
    groups = [Group(group.name, tuple(part for part in group.parts if user.has_perms(part.needs))) for group in HOME]
    return [group for group in groups if group.parts]
