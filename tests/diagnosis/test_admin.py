import pytest
from django.test import Client
from django.urls import reverse

from diagnosis.models import SorItem
from diagnosis.services import publish_tree
from tests.diagnosis.builders import leak_document

pytestmark = pytest.mark.usefixtures("council")


def test_staff_see_what_was_published_and_cannot_change_it(admin_client: Client) -> None:
    published = publish_tree(leak_document(), note="Clearer words", by="Sam")
    listed = admin_client.get(reverse("admin:diagnosis_publishedtree_changelist"))
    assert "Clearer words" in listed.content.decode()
    address = reverse("admin:diagnosis_publishedtree_change", args=[published.pk])
    page = admin_client.get(address).content.decode()
    assert "Is the water going into another home" in page
    assert 'name="_save"' not in page
    assert admin_client.post(address, {"note": "Other"}).status_code == 403
    assert admin_client.get(reverse("admin:diagnosis_publishedtree_add")).status_code == 403


def test_staff_change_minutes_in_the_list(admin_client: Client) -> None:
    address = reverse("admin:diagnosis_soritem_changelist")
    item = SorItem.objects.get(code="LK-P01")
    form = {
        "form-TOTAL_FORMS": "1",
        "form-INITIAL_FORMS": "1",
        "form-0-id": str(item.pk),
        "form-0-description": item.description,
        "form-0-trade": str(item.trade_id),
        "form-0-minutes": "55",
        "form-0-cost": "72.00",
        "_save": "Save",
    }
    assert admin_client.post(f"{address}?q=LK-P01", form).status_code == 302
    item.refresh_from_db()
    assert item.minutes == 55
