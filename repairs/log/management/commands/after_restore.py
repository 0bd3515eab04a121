from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand
from django.db.models.functions import Greatest

from repairs.log.models import Message, OutboxRow, PlannerAlert, WorksOrder, WorksOrderChange
from repairs.photos.models import Photo


class Command(BaseCommand):
    help = (
        "After a backup was restored, before anything runs: what waits may have gone since the backup was made, so it "
        "is looked up before it is sent. Where the HMS cannot be asked, a person looks."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        in_doubt = {"lease_until": None, "outcome_unknown": True}
        waits = OutboxRow.State.WAITING
        orders = sum(model.objects.filter(state=waits).update(**in_doubt) for model in (WorksOrder, WorksOrderChange))
        messages = Message.objects.filter(state=waits).update(**in_doubt)
        # These are looked up from the second attempt on.
        alerts = PlannerAlert.objects.filter(state=waits).update(**in_doubt, attempts=Greatest("attempts", 1))
        self.stdout.write(
            f"{orders} works orders and changes and {messages + alerts} messages wait, and may have gone already."
        )
        missing = [name for name in named() if not default_storage.exists(name)]
        self.stdout.write(f"{len(missing)} photos are missing.")
        for name in missing:
            self.stderr.write(f"missing: {name}")


def named() -> list[str]:
    """Files of photos that are kept."""
    return [name for pair in Photo.objects.kept().values_list("file", "thumbnail") for name in pair if name]
