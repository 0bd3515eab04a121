"""Whatever staff change in the admin is kept: in who changed what, or in the history of a diagnosis."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from django.urls import reverse

from appointments.scheduler.admin import SchedulerBookingAdmin
from diagnosis.admin.draft_example import DraftExampleAdmin
from diagnosis.admin.draft_page import DraftPageAdmin
from diagnosis.admin.draft_tree import DraftTreeAdmin
from diagnosis.drafts.changing import open_draft
from diagnosis.models import PublishedTree, TreeChange
from repairs.staff.audited import Audited, AuditedByName

OURS = ("repairs.", "diagnosis.", "appointments.")
KEPT_IN_HISTORY = (DraftTreeAdmin, DraftPageAdmin, DraftExampleAdmin)
KEPT_BY_ITS_ACTIONS = (SchedulerBookingAdmin,)


@pytest.mark.django_db
def test_every_table_that_staff_change_is_audited() -> None:
    request = RequestFactory().get("/")
    request.user = User.objects.create_superuser("boss")
    lacking = [
        str(model._meta.label)
        for model, page in admin.site._registry.items()
        if model.__module__.startswith(OURS)
        and (page.has_add_permission(request) or page.has_change_permission(request) or page.actions)
        and not isinstance(page, (Audited, AuditedByName, *KEPT_IN_HISTORY, *KEPT_BY_ITS_ACTIONS))
    ]
    assert lacking == []


def test_a_change_of_a_draft_is_kept_once(northmere: None, admin_client: Client) -> None:
    draft = open_draft(PublishedTree.objects.get(), by="Tests")
    changes, entries = TreeChange.objects.count(), LogEntry.objects.count()
    page = admin_client.get(reverse("admin:diagnosis_drafttree_change", args=[draft.pk]))
    opened, start = page.context["opened"], draft.start_id
    front = {"title": "Water leaks", "language": "en", "start": start, "opened": opened, "diagnosis": draft.key}
    admin_client.post(reverse("admin:diagnosis_drafttree_change", args=[draft.pk]), front)
    assert (TreeChange.objects.count() - changes, LogEntry.objects.count() - entries) == (1, 0)
    assert TreeChange.objects.latest("pk").by == "admin"
