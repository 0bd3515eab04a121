from celery import shared_task
from django.utils import timezone

from appointments.diary.chosen import chosen_diary, chosen_scheduler
from repairs.log.alarms.watch import watch
from repairs.log.ask_deliveries import ask_deliveries as ask_what_became_of_messages
from repairs.log.codes import forget_codes
from repairs.log.delays.spread import spread_notes
from repairs.log.details.contact_code import forget_contact_changes
from repairs.log.enquiries.escalate import escalate_overdue
from repairs.log.job_status.polling import poll_job_states
from repairs.log.lost_references import answer_lost_references
from repairs.log.outbox.sweep import sweep
from repairs.log.planner_alert import alert_planners as alert
from repairs.log.planner_alert import send_due
from repairs.log.planners_changes import follow_planners


@shared_task
def sweep_outbox() -> None:
    sweep()


@shared_task
def send_references() -> None:
    answer_lost_references(timezone.now())


@shared_task
def forget_old_codes() -> None:
    forget_codes(timezone.now())
    forget_contact_changes(timezone.now())


@shared_task
def ask_hms() -> None:
    poll_job_states(chosen_diary(), timezone.now())


@shared_task
def watch_for_alarms() -> None:
    watch()


@shared_task
def ask_deliveries() -> None:
    ask_what_became_of_messages()


@shared_task
def look_up_bookings() -> None:
    if scheduler := chosen_scheduler():
        follow_planners(scheduler, timezone.now())


@shared_task
def escalate_enquiries() -> None:
    escalate_overdue(timezone.now())


@shared_task
def alert_planners() -> None:
    alert()


@shared_task
def send_to_planners() -> None:
    send_due(timezone.now())


@shared_task
def spread_delay_notes() -> None:
    spread_notes(timezone.now())
