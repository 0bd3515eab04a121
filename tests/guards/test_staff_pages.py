"""Strangers see nothing of what is for staff. Each role finds on the first page what it may do, and opens no more."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from repairs.roles import ROLES, Role
from repairs.staff.home_parts import HOME as GROUPS
from tests.tables.builders import BACKEND, staff

FOR_STAFF = ("staff/", "admin/", "try/")
# Here people who are not signed in yet are answered: in each case with a page that tells nothing.
OPEN = {
    *("staff/sign-in/", "staff/sign-out/", "staff/signed-out/", "staff/time-left/", "staff/code/"),
    *("staff/second-factor/", "staff/single-sign-on/", "staff/single-sign-on/back/"),
    *("admin/login/", "admin/logout/", "admin/jsi18n/"),
}

AN_ID = "6a0a4f0e-0d0a-4c6e-9d55-1f6f3f2b7a10"
LINK = re.compile(r'<li[^>]*><a class="govuk-link" href="(/(?:staff|admin)/[^"]*)">([^<]+)</a>')

HOME = """
Agents            | Calls, Carry on with a report, Call backs, Repairs, Enquiries, Complaints, Needs a person, Homes
Planners          | Call backs, Repairs, Enquiries, Complaints, Needs a person, Homes, Planning, The week, Teams
Repairs admins    | everything but Calls, Carry on with a report, Quality checks, People who sign in
Managers          | everything but Calls, Carry on with a report, Phone numbers, Priorities, Reasons, People who sign in
Diagnosis viewers | Published diagnoses, Drafts, Triage rules, Schedule of rates
"""


def addresses(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Of every pattern, with 1 for whatever it takes, or an id where only that will do."""
    for entry in resolver.url_patterns:
        here = before + str(entry.pattern).removesuffix("$").removeprefix("^")
        if isinstance(entry, URLResolver):
            yield from addresses(entry, here)
        elif isinstance(entry, URLPattern):
            yield filled(here)


def filled(route: str) -> str:
    while "<" in route:
        start, _, rest = route.partition("<")
        kind, _, after = rest.partition(">")
        route = f"{start}{AN_ID if kind.startswith('uuid:') else '1'}{after}"
    return route


def staff_addresses() -> list[str]:
    return [address for address in addresses(get_resolver()) if address.startswith(FOR_STAFF)]


def test_the_walk_finds_every_kind_of_page() -> None:
    found = set(staff_addresses())
    assert found > OPEN | {"staff/", "admin/", "admin/log/repair/", "admin/auth/user/1/change/", "try/1/"}
    assert len(found) > 200


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_strangers_are_asked_to_sign_in(northmere: None, method: str) -> None:
    let_in = []
    for address in staff_addresses():
        answer = Client().generic(method, f"/{address}")
        refused = answer.status_code in {302, 405} and is_sign_in(answer.headers.get("Location", "/staff/sign-in/"))
        if not refused and address not in OPEN:
            let_in.append((address, answer.status_code))
    assert let_in == []


def is_sign_in(address: str) -> bool:
    return address.startswith(("/staff/sign-in/", "/admin/login/"))


def expected() -> dict[str, set[str]]:
    """A role may have several lines."""
    everything = {part.name for group in GROUPS for part in group.parts}
    found: dict[str, set[str]] = {}
    for line in HOME.strip().splitlines():
        role, _, names = (side.strip() for side in line.partition("|"))
        some = {name.strip() for name in names.removeprefix("everything but").split(",")}
        found.setdefault(role, set()).update(everything - some if names.startswith("everything but") else some)
    return found


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_the_first_page_of_a_role_leads_where_it_may_go(northmere: None, role: Role) -> None:
    client = staff(role)
    shown = dict(LINK.findall(client.get("/staff/").content.decode()))
    leads = {
        name: address for address, name in shown.items() if not name.startswith(("Set up", "See where", "Everything"))
    }
    assert set(leads) == expected()[role.name]
    assert [name for name, address in leads.items() if client.get(address).status_code != 200] == []


def table() -> dict[str, dict[str, str]]:
    """By address and role: do, see or nothing, as the page about the contact centre says."""
    written = (settings.BASE_DIR / "docs" / "contact-centre.md").read_text(encoding="utf-8")
    lines = written.partition("## Who may open what")[2].partition("\n## ")[0].splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    head, _, *rows = cells
    return {row[0].strip("`"): dict(zip(head[2:], row[2:], strict=True)) for row in rows}


def line_for(address: str) -> str:
    """The longest that fits. Empty where none does."""
    fitting = [line for line in table() if re.match(re.escape(line).replace("…", "[^/]+"), f"/{address}")]
    return max(fitting, key=len, default="")


def closed_pages() -> list[str]:
    """The staff pages that need somebody who is signed in."""
    return [address for address in staff_addresses() if address.startswith("staff/") and address not in OPEN]


def test_the_table_names_every_role_and_no_page_that_is_gone() -> None:
    used = {line_for(address) for address in closed_pages()}
    assert used == set(table())
    assert all(set(row) == {role.name for role in ROLES} for row in table().values())
    assert {word for row in table().values() for word in row.values()} == {"do", "see", ""}


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_a_role_may_open_and_send_what_the_table_says(northmere: None, role: Role) -> None:
    staff(role)
    user, wrong = User.objects.get(username="sam"), []
    user.set_password("for a page of their own")
    user.save()
    for address in closed_pages():
        word = table()[line_for(address)][role.name]
        for method, may in (("GET", word != ""), ("POST", word == "do")):
            status = knock(user, method, f"/{address}")
            # Whoever may look is told that there is no such row before being refused to change it.
            neither = {405, 404} if word == "see" and method == "POST" else {405}
            if status not in neither and (status != 403) != may:
                wrong.append((method, address, status))
    assert wrong == []


def knock(user: User, method: str, address: str) -> int:
    """Whatever came of it is undone."""
    client = Client(raise_request_exception=False)
    with transaction.atomic():
        client.force_login(user, backend=BACKEND)
        status = client.generic(method, address).status_code
        transaction.set_rollback(True)
    assert status < 500, address
    return int(status)
