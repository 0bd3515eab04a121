"""Staff end the links of somebody who rings because their phone is gone."""

from django.test import Client

from repairs.log.links import link_of, repair_for_token
from repairs.log.models import Repair
from tests.manage.conftest import opened


def test_staff_end_all_links(repair: Repair, boss: Client) -> None:
    holder, token = opened(repair), link_of(repair).rpartition("/")[2]
    page = f"/admin/log/repair/{repair.pk}/links/"
    assert page in boss.get(f"/admin/log/repair/{repair.pk}/change/").content.decode()
    assert "End all links" in boss.get(page).content.decode()
    assert repair_for_token(token) == repair
    assert "all links have ended" in boss.post(page, follow=True).content.decode()
    assert repair_for_token(token) is None
    holder.goes_to(f"/repair/{repair.reference}/")
    assert holder.response.status_code == 404
    assert repair.events.get(kind="links-ended").detail == {"by": "boss"}
