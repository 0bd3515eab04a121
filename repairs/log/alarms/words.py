"""The words of alarms. They hold counts and times, and nothing about a person."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string

from repairs.council.dates import say_date, say_time
from repairs.log.alarms.conditions import Standing
from repairs.log.models import Alarm

ONE_AND_MANY = {
    Alarm.Kind.ORDERS_WAIT: ("works order or change waits for the HMS", "works orders or changes wait for the HMS"),
    Alarm.Kind.MESSAGES_WAIT: ("message to a resident waits", "messages to residents wait"),
    Alarm.Kind.NEEDS_PERSON: ("delivery needs a person", "deliveries need a person"),
    Alarm.Kind.ENQUIRIES_WAIT: ("enquiry was not answered in time", "enquiries were not answered in time"),
}


def alarm_line(kind: Alarm.Kind, found: Standing) -> str:
    """3 works orders or changes wait for the HMS, since 10:05am on Wednesday 4 March 2026."""
    one, many = ONE_AND_MANY[kind]
    return f"{found.rows} {one if found.rows == 1 else many}, since {say_when(found.since)}"


def alarm_began(kind: Alarm.Kind, found: Standing) -> tuple[str, str]:
    """Subject and body of the email."""
    line = alarm_line(kind, found)
    words = {"line": line, "kind": kind.value, "admin": f"{settings.SITE_URL}/admin/"}
    return line, render_to_string("alarms/began.txt", words, using="jinja2").strip() + "\n"


def alarm_over(kind: Alarm.Kind, began: datetime, now: datetime) -> tuple[str, str]:
    subject = f"Over: {kind.label.lower()}"
    words = {"label": kind.label.lower(), "began": say_when(began), "over": say_when(now)}
    return subject, render_to_string("alarms/over.txt", words, using="jinja2").strip() + "\n"


def say_when(moment: datetime) -> str:
    return f"{say_time(moment)} on {say_date(moment)}"
