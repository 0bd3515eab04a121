from django.apps import AppConfig


class ReportAppConfig(AppConfig):
    name = "repairs.report"

    def ready(self) -> None:
        from diagnosis.reports.sources import add_source
        from repairs.report.told_apart import reports_still_here

        add_source(reports_still_here)
