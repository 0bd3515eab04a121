"""Celery, where REDIS_URL is set. The tables are the truth: a message lost here costs a few seconds."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repairs.settings")

app = Celery("repairs")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["repairs.log", "repairs.report", "repairs.limits", "repairs.retention", "appointments"])
