import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from repairs.homes.models import Alert, Home
from repairs.staff import first_pages
from tests.homes.builders import make_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("staff"))
    return client


@pytest.mark.parametrize("words", ["999000000001", "000999000001", "nm52tf", "NM5 2TF", "bramley"])
def test_staff_find_a_home_by_uprn_postcode_or_address(staff: Client, words: str) -> None:
    make_home()
    make_home(
        line_1="8 Bramley Gardens", postcode="NM5 2TF", uprn="999000001" if words.startswith("0") else "999000000001"
    )
    page = staff.get(reverse("admin:homes_home_changelist"), {"q": words})
    assert [home.line_1 for home in page.context["cl"].result_list] == ["8 Bramley Gardens"]


def test_staff_add_an_alert_but_do_not_change_what_was_imported(staff: Client) -> None:
    home = make_home()
    alert = {"kind": "property", "code": "ASB", "text": "Asbestos", "calls_back": "on"}
    form = {"alerts-TOTAL_FORMS": "1", "alerts-INITIAL_FORMS": "0", "line_1": "Changed"}
    form |= {f"alerts-0-{name}": value for name, value in alert.items()}
    staff.post(reverse("admin:homes_home_change", args=[home.pk]), form)
    assert Home.objects.get().line_1 == "1 Larkspur Road"
    assert Alert.objects.values_list("home_id", "code", "calls_back").get() == (home.pk, "ASB", True)


def test_homes_are_neither_added_nor_deleted_by_hand(staff: Client) -> None:
    assert staff.get(reverse("admin:homes_home_add")).status_code == 403
    assert staff.get(reverse("admin:homes_home_delete", args=[make_home().pk])).status_code == 403


def test_a_register_is_not_counted_to_its_end(staff: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_pages, "MOST", 2)
    for number in range(4):
        make_home(uprn=f"99900000000{number}", line_1=f"{number} Larkspur Road")
    page = staff.get(reverse("admin:homes_home_changelist"), {"q": "larkspur"}).content.decode()
    assert "The first 2 homes. Search or filter to find others" in page
    assert "More than 2 results" in page
    exact = staff.get(reverse("admin:homes_home_changelist"), {"q": "1 larkspur"}).content.decode()
    assert "1 home\n" in exact
    assert "More than" not in exact
