"""Who may open and send what in the admin. A page without a line here fails: whoever adds one says who it is for."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from appointments.models import Closure, Leave, Place, Team
from appointments.scheduler.models import SchedulerBooking
from diagnosis.drafts.changing import open_draft
from diagnosis.models import PublishedTree, SorItem
from repairs.homes.models import Block
from repairs.log.models import (
    DelayNote,
    Enquiry,
    LegalHold,
    PlannerAlert,
    Repair,
    VisitAnswer,
    WorksOrder,
    WorksOrderChange,
)
from repairs.roles import ROLES
from repairs.staff.audited import keep_changes
from repairs.tables.models import Upload
from tests.conftest import NOW
from tests.log.builders import booked, without_a_time

# see: the list, a row and its history. add, change, delete: their pages, and sending them.
ROWS = """
row                           | Repairs admins        | Diagnosis viewers | Agents     | Planners              | Managers
appointments.booking          | see                   |                   |            | see                   | see
appointments.closure          | see add change delete |                   |            | see add change delete | see
appointments.leave            | see add change delete |                   |            | see add change delete | see
appointments.place            | see add change delete |                   |            | see add change delete | see
appointments.schedulerbooking | see                   |                   |            | see                   | see
appointments.team             | see add change delete |                   |            | see add change delete | see
appointments.window           | see add change delete |                   |            | see add change delete | see
auth.group                    |                       |                   |            |                       |
auth.user                     |                       |                   |            |                       |
axes.accessattempt            |                       |                   |            |                       |
axes.accessfailurelog         |                       |                   |            |                       |
axes.accesslog                |                       |                   |            |                       |
council.council               | see change            | see               | see        | see                   | see
council.overridereason        | see add change delete | see               | see        | see                   | see
council.patch                 | see add change delete | see               | see        | see                   | see
council.phoneline             | see add change        | see               | see        | see                   | see
council.priority              | see add change delete | see               | see        | see                   | see
council.verifyingquestion     | see add change delete | see               | see        | see                   | see
council.trade                 | see add change delete | see               | see        | see                   | see
diagnosis.draftadvice         | see add change delete | see               |            |                       | see
diagnosis.draftexample        | see add change delete | see               |            |                       | see
diagnosis.draftoutcome        | see add change delete | see               |            |                       | see
diagnosis.draftquestion       | see add change delete | see               |            |                       | see
diagnosis.drafttree           | see add change delete | see               |            |                       | see
diagnosis.publishedtree       | see                   | see               |            |                       | see
diagnosis.soritem             | see add change delete | see               |            |                       | see
diagnosis.treechange          | see                   | see               |            |                       | see
homes.block                   | see add change delete |                   | see        | see                   | see
homes.home                    | see change            |                   | see        | see                   | see
log.callback                  | see                   |                   | see        | see                   | see
log.complaint                 | see                   |                   | see change | see                   | see
log.delaynote                 | see add change        |                   | see add change | see add change        | see
log.enquiry                   | see                   |                   | see change | see                   | see
log.event                     | see                   |                   | see        | see                   | see
log.legalhold                 | see add change        |                   | see        | see                   | see
log.message                   | see                   |                   | see        | see                   | see
log.planneralert              | see                   |                   | see        | see                   | see
log.repair                    | see                   |                   | see        | see                   | see
log.visitanswer               | see                   |                   | see        | see                   | see
log.visittoplan               | see                   |                   | see        | see                   | see
log.worksorder                | see                   |                   | see        | see                   | see
log.worksorderchange          | see                   |                   | see        | see                   | see
staff.staffchange             | see                   |                   |            |                       | see
"""  # noqa: E501

# get: opening it. post: sending it. An editor may do all of a repairs admin but publish.
PAGES = """
page                            | Repairs admins | Diagnosis viewers | Agents   | Planners | Managers | editor
appointments_close              | get post       |                   |          | get post |          | get post
appointments_day                | get            |                   |          | get      | get      | get
appointments_minutes            | get post       |                   |          | get post |          | get post
appointments_open               | post           |                   |          | post     |          | post
appointments_overtime           | get post       |                   |          | get post |          | get post
appointments_week               | get            |                   |          | get      | get      | get
auth_user_password_change       |                |                   |          |          |          |
council_trade_export            | get            | get               | get      | get      | get      | get
council_trade_import            | get post       |                   |          |          |          | get post
council_trade_preview           | get post       |                   |          |          |          | get post
diagnosis_drafttree_discard     | get post       |                   |          |          |          | get post
diagnosis_drafttree_done        | post           |                   |          |          |          | post
diagnosis_drafttree_export      | get post       | get post          |          |          | get post | get post
diagnosis_drafttree_import      | get post       |                   |          |          |          | get post
diagnosis_drafttree_order       | get post       |                   |          |          |          | get post
diagnosis_drafttree_publish     | get post       |                   |          |          |          |
diagnosis_publishedtree_edit    | get post       |                   |          |          |          | get post
diagnosis_publishedtree_export  | get post       | get post          |          |          | get post | get post
diagnosis_publishedtree_go_back | get post       |                   |          |          |          |
diagnosis_publishedtree_reports | get            | get               |          |          | get      | get
diagnosis_rules                 | get            | get               |          |          | get      | get
diagnosis_soritem_export        | get            | get               |          |          | get      | get
diagnosis_soritem_import        | get post       |                   |          |          |          | get post
diagnosis_soritem_preview       | get post       |                   |          |          |          | get post
log_people                      | get post       |                   | get post | get      | get      | get post
log_people_row                  | get post       |                   | get post | get      | get      | get post
log_repair_links                | get post       |                   | get post | get      | get      | get post
try-draft                       | get            | get               |          |          | get      | get
try-keep                        | get post       |                   |          |          |          | get post
try-published                   | get            | get               |          |          | get      | get
"""

EVERYONE = {"index", "login", "logout", "password_change", "password_change_done", "jsi18n", "app_list"}
"""Of Django's own pages: what staff see there follows from their permissions."""
ASKS_ITSELF = {"autocomplete", "view_on_site"}
"""These answer with what may be seen of the row that they are asked for."""

ACTIONS = ("see", "add", "change", "delete")
SENT = {"post": "yes"}
EDITOR = "editor"
NOBODY = "nobody"


@dataclass(frozen=True)
class Knock:
    """One request, and the word of the tables that it falls under."""

    name: str
    word: str
    method: str
    address: str


def read(table: str) -> dict[str, dict[str, set[str]]]:
    """By line and column: the words there."""
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return {line[0]: {who: set(cell.split()) for who, cell in zip(head[1:], line[1:], strict=True)} for line in lines}


def names_in(patterns: list[Any]) -> Iterator[str]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from names_in(entry.url_patterns)
        elif isinstance(entry, URLPattern) and entry.name:
            yield entry.name


def standard_pages(label: str) -> set[str]:
    name = label.replace(".", "_")
    return {f"{name}_{page}" for page in ("changelist", "add", "change", "delete", "history")}


def test_every_page_of_the_admin_has_a_line_here() -> None:
    listed = EVERYONE | ASKS_ITSELF | set(read(PAGES)) | {name for row in read(ROWS) for name in standard_pages(row)}
    tried = [one for one in get_resolver().url_patterns if str(one.pattern) == "try/"]
    there = {*names_in(admin.site.get_urls()), *names_in(tried)}
    assert there - listed == set()
    assert listed - there == set()


def test_the_tables_name_every_role() -> None:
    roles = {role.name for role in ROLES}
    assert all(set(line) == roles for line in read(ROWS).values())
    assert all(set(line) == roles | {EDITOR} for line in read(PAGES).values())


@pytest.fixture
def rows(northmere: None) -> dict[str, Model]:
    """One of everything that the admin shows."""
    booked(NOW - timedelta(minutes=1)), without_a_time()
    Place.objects.filter(bookings=None).delete()
    team = Team.objects.create(name="Spare", patch=Team.objects.all()[0].patch, trade=Team.objects.all()[0].trade)
    leave = {"first_day": NOW.date(), "last_day": NOW.date(), "reason": "Annual leave"}
    Leave.objects.create(team=Team.objects.exclude(pk=team.pk)[0], **leave)
    PlannerAlert.objects.create()
    DelayNote.objects.create(words="A part", starts=NOW.date(), until=NOW.date(), repair=Repair.objects.all()[0])
    for kind in ("update", "complaint"):
        Enquiry.objects.create(repair=Repair.objects.all()[0], kind=kind, due_at=NOW)
    said = {"overall": "neither", "time_taken": "neither"}
    LegalHold.objects.create(repair=Repair.objects.all()[0], reason="Claim 12")
    VisitAnswer.objects.create(key="a", month=NOW.date(), emergency=False, **said)
    WorksOrderChange.objects.create(order=WorksOrder.objects.all()[0], kind="cancel", due_at=NOW)
    draft = open_draft(PublishedTree.objects.get(), by="Tests")
    Closure.objects.create(day=date(2026, 12, 24), reason="Training")
    moments = {"held_until": NOW, "created_at": NOW, "due_at": NOW, "day": NOW.date()}
    SchedulerBooking.objects.create(minutes=60, starts=time(8), ends=time(12), **moments)
    Block.objects.create(reference="B1", name="Alder Court")
    other = User.objects.create_user("kim")
    keep_changes(other, 2, [(SorItem.objects.all()[0], "Minutes 40 → 55.")])
    AccessAttempt.objects.create(username="kim", ip_address="192.0.2.1", failures_since_start=1)
    AccessLog.objects.create(username="kim", ip_address="192.0.2.1")
    AccessFailureLog.objects.create(username="kim", ip_address="192.0.2.1")
    found = {label: first_of(label) for label in read(ROWS)}
    return {**found, "draft": draft, "published": PublishedTree.objects.get()}


def first_of(label: str) -> Model:
    rows, kind = apps.get_model(label)._default_manager.all(), label.removeprefix("diagnosis.draft")
    one: Model = (rows.filter(kind=kind) if kind in {"question", "advice", "outcome"} else rows)[0]
    return one


def knocks(rows: dict[str, Model], upload: dict[str, Upload]) -> Iterator[Knock]:
    for label in read(ROWS):
        name, pk = f"admin:{label.replace('.', '_')}", rows[label].pk
        yield Knock(label, "see", "get", reverse(f"{name}_changelist"))
        for page in ("change", "history"):
            yield Knock(label, "see", "get", reverse(f"{name}_{page}", args=[pk]))
        yield Knock(label, "change", "post", reverse(f"{name}_change", args=[pk]))
        for method in ("get", "post"):
            yield Knock(label, "add", method, reverse(f"{name}_add"))
            yield Knock(label, "delete", method, reverse(f"{name}_delete", args=[pk]))
    for page in read(PAGES):
        for method in ("get", "post"):
            yield Knock(page, method, method, address_of(page, rows, upload))


def address_of(page: str, rows: dict[str, Model], upload: dict[str, Upload]) -> str:
    """That of the page itself, or of the page about one row."""
    name = page if page.startswith("try-") else f"admin:{page}"
    if page == "log_people_row":
        return reverse(name, args=[f"order-{rows['log.worksorder'].pk}"])
    try:
        return reverse(name)
    except NoReverseMatch:
        return reverse(name, args=[about(page, rows, upload).pk])


def about(page: str, rows: dict[str, Model], upload: dict[str, Upload]) -> Model:
    if page.endswith("_preview"):
        return upload[page.split("_")[1]]
    if page == "log_repair_links":
        return rows["log.repair"]
    if page == "auth_user_password_change":
        return rows["auth.user"]
    return rows["published" if "published" in page else "draft"]


def colleague(who: str) -> User:
    user = User.objects.create_user("sam", is_staff=True)
    if who == EDITOR:
        admins = Group.objects.get(name="Repairs admins")
        user.user_permissions.set(admins.permissions.exclude(codename="publish_tree"))
    elif who != NOBODY:
        user.groups.add(Group.objects.get(name=who))
    return user


def may(client: Client, knock: Knock) -> bool:
    """Whatever came of it is undone, so that the next one finds everything as it was."""
    with transaction.atomic():
        sent = client.get(knock.address, follow=True) if knock.method == "get" else post(client, knock.address)
        transaction.set_rollback(True)
    assert sent.status_code < 500, knock
    return sent.status_code not in {403, 405}


def post(client: Client, address: str) -> Any:
    return client.post(address, SENT, follow=True)


def uploads(by: User) -> dict[str, Upload]:
    sor = "code,description,trade,minutes,cost,follow_on\nA1,Tap,PL,5,1,\n"
    trades = "code,name,person,hact_code\nGL,Glazier,a glazier,GL\n"
    files = {"soritem": ("diagnosis.soritem", sor), "trade": ("council.trade", trades)}
    return {
        model: Upload.objects.create(table=table, name="a.csv", content=text.encode(), by=by)
        for model, (table, text) in files.items()
    }


@pytest.mark.parametrize("who", [*(role.name for role in ROLES), EDITOR, NOBODY])
def test_who_may_do_what(rows: dict[str, Model], who: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "django.request")
    user = colleague(who)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    allowed = {**read(ROWS), **read(PAGES)}
    wrong = []
    for knock in knocks(rows, uploads(user)):
        line = allowed[knock.name]
        if who == EDITOR and who not in line:
            continue
        expected = knock.word in line.get(who, set())
        if may(client, knock) != expected:
            wrong.append(f"{who} must {'' if expected else 'not '}be allowed to {knock.method} {knock.address}")
    assert wrong == []
