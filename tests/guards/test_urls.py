"""Every address answers to what it should, and to nonsense without falling over."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from repairs.report.models import Draft
from tests.journeys.resident import Resident
from tests.journeys.steps import reaches_check

SOMEBODYS = "6a0a4f0e-0d0a-4c6e-9d55-1f6f3f2b7a10"

READ_ONLY = [
    *("/", "/cookies/", "/privacy/", "/accessibility/", "/contact/", "/council.css", "/health/"),
    "/.well-known/security.txt",
    *("/ready/", "/metrics/"),
    *(f"/report/{SOMEBODYS}/done/", f"/report/{SOMEBODYS}/appointment.ics"),
    "/repair/KM7-4QX-9TDR/ring/",
    *("/photos/link/token/", "/repair/KM7-4QX-9TDR/", "/repair/KM7-4QX-9TDR/appointment.ics"),
    *("/try/1/", "/try/published/1/"),
    *(
        "/staff/",
        "/staff/signed-out/",
        "/staff/time-left/",
        "/staff/single-sign-on/",
        "/staff/carry-on/",
        "/staff/password/changed/",
        f"/staff/calls/{SOMEBODYS}/done/",
    ),
    *(f"/staff/planning/{name}" for name in ("", "to-book/", "day/", "late/", "enquiries/")),
    *("/staff/overrides/", "/staff/overrides/file/"),
    *("/staff/call-backs/", "/staff/call-backs/new/", "/staff/call-backs/1/"),
    "/staff/single-sign-on/back/",
    *("/find/status/", "/find/lost/sent/", "/find/mine/", "/repair/KM7-4QX-9TDR/links/ended/"),
]
FORMS = [
    *("/report/", f"/report/{SOMEBODYS}/contact/", "/r/token", "/try/1/keep/"),
    *("/repair/KM7-4QX-9TDR/time/", "/repair/KM7-4QX-9TDR/cancel/", "/repair/KM7-4QX-9TDR/links/"),
    *("/repair/KM7-4QX-9TDR/contact/", "/repair/KM7-4QX-9TDR/contact/code/", "/repair/KM7-4QX-9TDR/contact/code/new/"),
    "/repair/KM7-4QX-9TDR/visit-details/",
    *("/repair/KM7-4QX-9TDR/ask/update/", "/repair/KM7-4QX-9TDR/first-time/", "/repair/KM7-4QX-9TDR/two-questions/"),
    *("/repair/KM7-4QX-9TDR/visit-details/", "/repair/KM7-4QX-9TDR/add/", "/repair/KM7-4QX-9TDR/contact/"),
    *("/repair/KM7-4QX-9TDR/contact/code/", "/repair/KM7-4QX-9TDR/contact/code/new/"),
    *("/staff/sign-in/", "/staff/sign-out/", "/staff/stay/", "/staff/password/", "/staff/code/"),
    *(f"/staff/repairs/KM7-4QX-9TDR/{page}" for page in ("", "verify/", "longer/", "end/")),
    "/staff/sessions/",
    *("/staff/calls/", f"/staff/calls/{SOMEBODYS}/contact/", f"/staff/calls/{SOMEBODYS}/give-up/"),
    *("/staff/take-over/", f"/staff/take-over/{SOMEBODYS}/", f"/report/{SOMEBODYS}/take-back/"),
    *(f"/staff/calls/{SOMEBODYS}/to-resident/", f"/staff/calls/{SOMEBODYS}/with-resident/", "/c/token"),
    "/staff/repairs/KM7-4QX-9TDR/photo-link/",
    "/staff/planning/KM7-4QX-9TDR/",
    *("/staff/find/", "/staff/homes/1/"),
    *(f"/staff/calls/{SOMEBODYS}/priority/", f"/staff/calls/{SOMEBODYS}/other-times/", "/staff/quality/"),
    *("/staff/repairs/KM7-4QX-9TDR/priority/", "/staff/repairs/KM7-4QX-9TDR/other-times/"),
    *("/staff/second-factor/", "/staff/recovery-codes/"),
    *("/staff/call-backs/1/take/", "/staff/call-backs/1/give-back/", "/staff/call-backs/1/take-over/"),
    *("/staff/call-backs/1/note/", "/staff/call-backs/1/no-answer/", "/staff/call-backs/1/close/"),
    "/staff/call-backs/1/report/",
    *("/find/", "/find/code/", "/find/code/new/", "/find/lost/"),
]

# Other pages send them something, and they answer with no page of their own.
POSTS = ["/close-here/", "/staff/find/suggest/", f"/staff/find/choose/{SOMEBODYS}/", "/staff/find/not-listed/"]

# For other systems, which sign what they send or come with a token.
SYSTEMS = ["/hms/status/", "/notify/receipts/"]

NONSENSE = [
    *("%00", "%ff%fe", "..%2f..%2fetc%2fpasswd", "%F0%9F%92%A9", "a" * 3000, "%25", "%0d%0aSet-Cookie:x", "-1", "'"),
    *("<script>", "{{7*7}}", "null", "%E2%80%AE", "٣"),
]
PLACES = [
    *("/c/{}", "/staff/repairs/{}/photo-link/"),
    *("/{}", "/report/{}/", "/report/" + SOMEBODYS + "/{}/", "/report/{}/done/", "/report/?find={}&from={}&page={}"),
    *("/photos/link/{}/", "/r/{}", "/repair/{}/", "/repair/{}/appointment.ics", "/health/{}", "/council.css?{}={}"),
    *("/repair/{}/time/?from={}", "/repair/{}/cancel/", "/repair/{}/links/"),
    *("/repair/{}/visit-details/", "/repair/{}/add/", "/repair/{}/contact/", "/repair/{}/contact/code/"),
    *("/repair/{}/ask/{}/", "/repair/{}/ring/", "/repair/{}/first-time/", "/repair/{}/two-questions/"),
    *(
        "/staff/{}/",
        "/staff/calls/{}/",
        "/staff/repairs/{}/",
        "/staff/repairs/{}/help/ask/{}/",
        "/staff/calls/" + SOMEBODYS + "/{}/",
        "/staff/calls/{}/done/",
        "/staff/take-over/{}/",
        "/staff/planning/{}/",
        "/staff/find/?search={}&for={}&page={}",
        "/staff/find/choose/{}/",
        "/staff/homes/{}/",
        "/staff/repairs/{}/priority/",
        "/staff/repairs/{}/other-times/?team={}&from={}",
        "/staff/overrides/?first={}&last={}&kind={}&staff={}&why={}",
        "/staff/sign-in/?next={}",
        "/staff/carry-on/?next={}",
    ),
    *("/staff/call-backs/{}/", "/staff/call-backs/?part={}&reason={}&page={}", "/staff/call-backs/new/?since={}"),
    "/staff/single-sign-on/back/?state={}&code={}&error={}",
    *("/try/{}/", "/try/{}/keep/", "/try/published/{}/"),
]


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            if entry.namespace != "admin":
                yield from patterns(entry)
        else:
            yield entry


def test_every_address_of_ours_is_tried_here() -> None:
    names = {pattern.name for pattern in patterns(get_resolver())}
    tried = {get_resolver().resolve(path).url_name for path in [*READ_ONLY, *FORMS, *POSTS, *SYSTEMS]}
    assert tried == names


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_pages_to_read_take_nothing(northmere: None, method: str) -> None:
    answers = {path: Client().generic(method, path).status_code for path in READ_ONLY}
    assert answers == dict.fromkeys(READ_ONLY, 405)


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE"])
def test_what_is_only_sent_to_takes_posts_only(northmere: None, method: str) -> None:
    answers = {path: Client().generic(method, path).status_code for path in [*POSTS, *SYSTEMS]}
    assert answers == dict.fromkeys([*POSTS, *SYSTEMS], 405)


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff", b"[" * 10_000, b'{"a": NaN}'])
def test_systems_that_nobody_knows_are_not_let_in(northmere: None, body: bytes) -> None:
    answers = {path: Client().post(path, body, content_type="application/json").status_code for path in SYSTEMS}
    assert answers == dict.fromkeys(SYSTEMS, 401)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_forms_take_posts_only(northmere: None, method: str) -> None:
    answers = {path: Client().generic(method, path).status_code for path in FORMS}
    assert answers == dict.fromkeys(FORMS, 405)


@pytest.mark.parametrize("place", PLACES)
def test_nonsense_in_an_address_is_answered(northmere: None, place: str) -> None:
    client = Client()
    for nonsense in NONSENSE:
        response = client.get(place.replace("{}", nonsense), follow=True)
        assert response.status_code < 500, (place, nonsense)


@pytest.mark.parametrize("value", ["", "x", "a.b.c", "\u00e9", "0" * 5000, "::", '"', "drafts=1"])
def test_nonsense_in_a_cookie_is_answered(northmere: None, value: str) -> None:
    client = Client()
    for name in ("drafts", "repairs", "found", "csrf", "staff", "messages", "__Host-drafts"):
        client.cookies[name] = value
    for path in [*READ_ONLY, *FORMS]:
        assert client.get(path, follow=True).status_code < 500, path


JUNK: list[dict[str, object]] = [
    {},
    {"*": "\x00"},
    {"*": "x" * 100_000},
    {"*": ["a", "b", "-1", "9" * 400]},
    {"*": "\u202e\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")},
    {"*": "9" * 400},
    {"*": "-1"},
    {"*": "<script>alert(1)</script>"},
]


@pytest.fixture
def finished(northmere: None) -> Resident:
    resident = Resident()
    reaches_check(resident)
    return resident


@pytest.mark.parametrize("junk", range(len(JUNK)))
def test_nonsense_in_a_form_is_answered_on_every_page_of_a_report(finished: Resident, junk: int) -> None:
    draft = Draft.objects.get()
    given = dict(draft.given)
    pages = [page.split("?")[0] for page in dict.fromkeys(finished.pages) if page.count("/") > 3]
    assert "/contact/" in "".join(pages)
    for page in pages:
        finished.goes_to(page)
        names = {field.get("name", "") for field in finished.page.fields()} | {"one-trip", "remove", "no_slot", "x"}
        data = {name: value for name in names for value in JUNK[junk].values()}
        response = finished.client.post(page, data)
        assert response.status_code < 500, page
        Draft.objects.update(given=given)


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name="),
        ("multipart/form-data", b"no boundary"),
        ("application/x-www-form-urlencoded", b"option=%ff%fe%00&&&=&a=%"),
        ("application/x-www-form-urlencoded", b"&".join(b"a=1" for _ in range(500))),
        ("application/x-www-form-urlencoded; charset=utf-7", b"option=+AGE-"),
        ("application/x-www-form-urlencoded; charset=no-such", b"option=a"),
        ("application/json", b'{"option": 1}'),
        ("text/plain", b"\xff" * 1000),
        ("", b"option=gas"),
        ("application/x-www-form-urlencoded", b"option=" + b"a" * 300_000),
    ],
)
def test_a_body_that_cannot_be_read_is_answered(northmere: None, content_type: str, body: bytes) -> None:
    assert Client().generic("POST", "/report/", body, content_type=content_type).status_code < 500


@pytest.mark.django_db
@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label_lower)
def test_nobody_reaches_the_staff_admin_without_signing_in(model: type) -> None:
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"  # type: ignore[attr-defined]
    for address in (
        reverse(f"{name}_changelist"),
        reverse(f"{name}_add"),
        *(reverse(f"{name}_{page}", args=["1"]) for page in ("change", "delete", "history")),
    ):
        response = Client().get(address)
        assert (response.status_code, response.headers["Location"]) == (302, f"/admin/login/?next={address}")
