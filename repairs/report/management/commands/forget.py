from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from repairs.report.forget import forget_unfinished


class Command(BaseCommand):
    help = "Forgets reports that nobody has finished for a week, and their photos. Run it every day."

    def handle(self, *args: Any, **options: Any) -> None:
        forgotten = 0
        while some := forget_unfinished(timezone.now()):
            forgotten += some
        self.stdout.write(f"Unfinished reports forgotten: {forgotten}.")
