from django.apps import AppConfig


class ReportAppConfig(AppConfig):
    name = "repairs.report"
