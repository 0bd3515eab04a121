from django.apps import AppConfig
from django.core.checks import register


class AppointmentsAppConfig(AppConfig):
    name = "appointments"

    def ready(self) -> None:
        from appointments.checks import check_bank_holidays
        from appointments.scheduler.checks import check_scheduler

        register(check_bank_holidays)
        register(check_scheduler)
