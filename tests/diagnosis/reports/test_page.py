"""The page of figures, as whoever may see a published version meets it."""

import csv
import io

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from diagnosis.models import PublishedTree, ReportTally
from diagnosis.reports.alike import Alike
from diagnosis.reports.counting import keep_count
from diagnosis.services import publish_tree
from tests.diagnosis.builders import leak_document

pytestmark = pytest.mark.usefixtures("council")

PIPE = {"safety": "none", "where": "kitchen", "kitchen": "under-sink", "under-sink": "all-the-time"}
STOPPED = {"safety": "none", "where": "kitchen"}
REPORTS = [Alike(PIPE, number=30), Alike(STOPPED, number=12), Alike({"safety": "none"}, number=3, home_known=False)]


@pytest.fixture
def viewer(client: Client) -> Client:
    user = User.objects.create_user("viewer", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_publishedtree"))
    client.force_login(user)
    return client


def published() -> PublishedTree:
    return publish_tree(leak_document(), note="First", by="Sam")


def published_again() -> PublishedTree:
    document = leak_document()
    where = next(node for node in document["nodes"] if node["key"] == "where")
    where["text"] = "=Where does the water come from?"
    return publish_tree(document, note="Other words", by="Sam")


def address(version: PublishedTree) -> str:
    return reverse("admin:diagnosis_publishedtree_reports", args=[version.pk])


def shown(client: Client, version: PublishedTree) -> str:
    response = client.get(address(version))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def downloaded(client: Client, version: PublishedTree) -> list[dict[str, str]]:
    response = client.get(address(version), {"format": "csv"})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert f"reports-leak-{version.version}.csv" in response["Content-Disposition"]
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_it_tells_where_all_reports_stand(viewer: Client) -> None:
    version = published()
    keep_count(version.pk, REPORTS)
    page = shown(viewer, version)
    assert "45 reports begun" in page
    for words, number in (
        ("Reached an outcome", "30</span> (67%)"),
        ("Stopped at a question or an advice page", "12</span> (27%)"),
        ("Stopped when we asked about their home", "3</span> (7%)"),
        ("Still answering the questions", "0</span>"),
    ):
        assert number in page.split(f"{words}</th>")[1].split("</tr>")[0]


def test_what_deserves_a_look_is_said_in_words_and_leads_to_its_row(viewer: Client) -> None:
    version = published()
    keep_count(version.pk, REPORTS)
    page = shown(viewer, version)
    said = '<a href="#question-kitchen">What is leaking in the kitchen?</a> More than 1 in 5 stopped there: 12 of 42.'
    assert said in page
    assert 'id="question-kitchen"' in page


def test_a_row_leads_to_its_page_in_the_picture(viewer: Client) -> None:
    version = published()
    keep_count(version.pk, REPORTS)
    place = list(leak_document()["nodes"]).index(next(n for n in leak_document()["nodes"] if n["key"] == "kitchen"))
    picture = reverse("admin:diagnosis_publishedtree_change", args=[version.pk])
    assert f'<a href="{picture}#tree-{place}">What is leaking in the kitchen?</a>' in shown(viewer, version)
    item = viewer.get(picture).content.decode().split(f'<li id="tree-{place}">')[1]
    assert "What is leaking in the kitchen?" in item.split("<ul>")[0]


def test_few_reports_say_nothing_yet(viewer: Client) -> None:
    version = published()
    assert "No report has been answered with this version yet." in shown(viewer, version)
    keep_count(version.pk, [Alike(STOPPED, number=3)])
    page = shown(viewer, version)
    assert "There are too few reports yet to say." in page
    assert "No report has reached an outcome yet." in page
    assert "57 outcomes that no report has reached" in page


def test_it_is_compared_with_the_version_before(viewer: Client) -> None:
    first, second = published(), published_again()
    keep_count(first.pk, [Alike(STOPPED, number=1), Alike(PIPE, number=3)])
    keep_count(second.pk, REPORTS)
    page = shown(viewer, second)
    assert "version 1: 25%" in page.split('id="question-kitchen"')[1].split("</tr>")[0]
    assert address(first) in page
    before = shown(viewer, first)
    assert "until" in before.split('<ul class="reports-links">')[0]
    assert address(second) in before
    assert "version 2:" not in before


def test_the_figures_are_downloaded_for_a_spreadsheet(viewer: Client) -> None:
    first, second = published(), published_again()
    keep_count(first.pk, REPORTS)
    keep_count(second.pk, REPORTS)
    lines = downloaded(viewer, second)
    stopped = [line for line in lines if line["key"] == "kitchen" and line["counted"] == "Stopped there"]
    assert [(line["number"], line["out_of"], line["percent"], line["percent_before"]) for line in stopped] == [
        ("12", "42", "28.6", "28.6")
    ]
    assert {line["words"] for line in lines if line["key"] == "where"} == {"'=Where does the water come from?"}
    outcomes = {
        line["key"]: line["number"] for line in lines if line["kind"] == "outcome" and line["counted"] == "Reached"
    }
    assert outcomes["water-pipe"] == "30"
    assert len(outcomes) == 57


def test_counting_again_adds_to_what_was_counted(viewer: Client) -> None:
    version = published()
    keep_count(version.pk, REPORTS)
    rows = ReportTally.objects.count()
    keep_count(version.pk, REPORTS)
    assert ReportTally.objects.count() == rows
    assert "90 reports begun" in shown(viewer, version)


def test_a_version_that_can_no_longer_be_read_says_so(viewer: Client) -> None:
    old = PublishedTree.objects.create(key="leak", version=1, document={"key": "leak"}, note="", published_by="Sam")
    assert "can no longer be read" in shown(viewer, old)
    assert viewer.get(address(old), {"format": "csv"}).status_code == 200
    latest = published()
    keep_count(latest.pk, REPORTS)
    assert "version 1:" not in shown(viewer, latest)


def test_more_reports_ask_no_more_of_the_database(viewer: Client) -> None:
    first, second = published(), published_again()
    counts = []
    for reports in ([Alike(STOPPED)], REPORTS):
        keep_count(first.pk, reports)
        keep_count(second.pk, reports)
        shown(viewer, second)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            shown(viewer, second)
        counts.append(len(queries))
    assert counts[0] == counts[1] < 15


def test_only_whoever_may_see_a_version_sees_its_figures(client: Client) -> None:
    version = published()
    assert client.get(address(version)).status_code == 302
    client.force_login(User.objects.create_user("other", is_staff=True))
    assert client.get(address(version)).status_code == 403


@pytest.mark.parametrize("number", [0, 10**30])
def test_a_version_that_is_not_there_is_not_found(viewer: Client, number: int) -> None:
    assert viewer.get(f"/admin/diagnosis/publishedtree/{number}/reports/").status_code == 404


def test_it_is_only_looked_at(viewer: Client) -> None:
    assert viewer.post(address(published())).status_code == 405


def test_it_keeps_to_the_content_security_policy(viewer: Client) -> None:
    version = published()
    keep_count(version.pk, REPORTS)
    page = shown(viewer, version)
    assert "style=" not in page
    assert "<style" not in page
    assert "<script>" not in page
