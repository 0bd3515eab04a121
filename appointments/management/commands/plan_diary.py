from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from appointments.plan import plan_days
from repairs.council.dates import say_date


class Command(BaseCommand):
    help = "Makes the diary's places for the days ahead from the weekly capacity. Doing so again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--days", type=int, default=settings.APPOINTMENTS_HORIZON_DAYS, help="How far ahead. Default: %(default)s."
        )

    def handle(self, *args: Any, days: int, **options: Any) -> None:
        if days < 0:
            raise CommandError("--days must be 0 or more.")
        today = timezone.localdate()
        last = today + timedelta(days=days)
        planned = plan_days(today, last)
        self.stdout.write(f"Places made: {planned.made}, changed: {planned.changed}, until {say_date(last)}.")
