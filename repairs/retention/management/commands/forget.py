import signal
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from repairs.council.kept_for import kept_for_now
from repairs.retention.kept_back import kept_back
from repairs.retention.lost_photos import FOLDERS, remove_lost
from repairs.retention.rounds import FAILED, go_on, round_now
from repairs.retention.steps import STEPS
from repairs.retention.steps.step import Moment


class Command(BaseCommand):
    help = "Forgets what is no longer kept: see docs/personal-data.md. Beat, or the outbox loop, does it every day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Says how many of each, and forgets nothing.")
        parser.add_argument(
            "--all-files", action="store_true", help="Looks through all files of photos, not only those of the day."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        if options["dry_run"]:
            moment = Moment(now, kept_for_now())
            self.say({step.name: step.waiting(moment) for step in STEPS})
            self.stdout.write("Nothing was forgotten.")
            return
        stop = Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        lost = sum(remove_lost(folder, now) for folder in FOLDERS if not stop.is_set()) if options["all_files"] else 0
        round = round_now(now)
        done = go_on(round, now, stop.is_set)
        self.say(round.forgotten | {"lost-photos": round.forgotten.get("lost-photos", 0) + lost})
        if not done:
            self.stdout.write("Stopped before the end. The rest is done next time.")
        if failed := round.forgotten.get(FAILED):
            raise CommandError(f"This went wrong, and is tried again next time: {', '.join(failed)}.")

    def say(self, numbers: dict[str, Any]) -> None:
        for step in STEPS:
            self.stdout.write(f"{step.words}: {numbers.get(step.name, 0)}.")
        for words, number in kept_back(timezone.now(), kept_for_now()).items():
            self.stdout.write(f"{words}: {number}.")
