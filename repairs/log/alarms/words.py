"""The words of alarms. They hold counts and times, and nothing about a person."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from repairs.council.dates import say_date, say_time
from repairs.log.alarms.conditions import Standing
from repairs.log.models import Alarm

ONE_AND_MANY = {
    Alarm.Kind.ORDERS_WAIT: ("works order or change waits for the HMS", "works orders or changes wait for the HMS"),
    Alarm.Kind.MESSAGES_WAIT: ("message waits", "messages wait"),
    Alarm.Kind.NEEDS_PERSON: ("delivery needs a person", "deliveries need a person"),
    Alarm.Kind.EMERGENCIES_WAIT: (
        "emergency waits to be rung and nobody has taken it",
        "emergencies wait to be rung and nobody has taken them",
    ),
    Alarm.Kind.ENQUIRIES_WAIT: ("enquiry was not answered in time", "enquiries were not answered in time"),
}

BARRED = {
    Alarm.Kind.NOTIFY_KEY: "GOV.UK Notify does not take our key",
    Alarm.Kind.NOTIFY_CLOCK: "GOV.UK Notify says that our clock is wrong",
    Alarm.Kind.NOTIFY_TEAM_ONLY: "GOV.UK Notify sends to our own team only, because of the key we use",
    Alarm.Kind.NOTIFY_TRIAL: "GOV.UK Notify sends to our own team only, because we are in trial mode",
    Alarm.Kind.NOTIFY_LIMIT: "GOV.UK Notify takes no more messages today",
}


def alarm_line(kind: Alarm.Kind, found: Standing) -> str:
    """3 works orders or changes wait for the HMS, since 10:05am on Wednesday 4 March 2026."""
    if kind in BARRED:
        return f"{BARRED[kind]}, since {say_when(found.since)}"
    one, many = ONE_AND_MANY[kind]
    return f"{found.rows} {one if found.rows == 1 else many}, since {say_when(found.since)}"


def alarm_began(kind: Alarm.Kind, found: Standing) -> tuple[str, str]:
    """Subject and body of the email."""
    line = alarm_line(kind, found)
    words = {"line": line, "kind": kind.value, "rows": found.rows, "where": f"{settings.SITE_URL}{address_of(kind)}"}
    return line, render_to_string("alarms/began.txt", words, using="jinja2").strip() + "\n"


def address_of(kind: Alarm.Kind) -> str:
    """Where staff see to it."""
    return reverse("contact-centre:call-backs" if kind == Alarm.Kind.EMERGENCIES_WAIT else "admin:index")


def alarm_over(kind: Alarm.Kind, began: datetime, now: datetime) -> tuple[str, str]:
    label = BARRED.get(kind) or kind.label.lower()
    subject = f"Over: {label}"
    words = {"label": label, "began": say_when(began), "over": say_when(now)}
    return subject, render_to_string("alarms/over.txt", words, using="jinja2").strip() + "\n"


def say_when(moment: datetime) -> str:
    return f"{say_time(moment)} on {say_date(moment)}"
