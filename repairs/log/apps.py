from django.apps import AppConfig
from django.core.checks import register


class LogAppConfig(AppConfig):
    name = "repairs.log"
    verbose_name = "What was reported"

    def ready(self) -> None:
        from appointments.holders import name_holders_with
        from repairs.log.booked_repairs import repairs_of_bookings
        from repairs.log.checks import check_lease, check_outside_systems, check_texts

        register(check_outside_systems)
        register(check_texts)
        register(check_lease)
        name_holders_with(repairs_of_bookings)
