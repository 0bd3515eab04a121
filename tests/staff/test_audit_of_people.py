"""Of rows about people and their homes, the record of changes names fields, and holds nothing of what they held."""

from django.contrib.admin.models import LogEntry

from repairs.roles import REPAIRS_ADMINS
from tests.homes.builders import make_home
from tests.staff.changing import change
from tests.tables.builders import staff


def test_of_homes_and_people_only_the_names_of_fields_are_kept(db: None) -> None:
    home = make_home(line_1="8 Secret Gardens", uprn="999000009999")
    alert = {"kind": "person", "code": "DNV", "text": "Violent dog"}
    values = {"alerts-TOTAL_FORMS": 1} | {f"alerts-0-{name}": value for name, value in alert.items()}
    assert change(staff(REPAIRS_ADMINS), home, **values) == "Changed: alert."
    assert "Secret" not in str(LogEntry.objects.latest("pk").object_repr)
