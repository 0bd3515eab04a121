from django.apps import AppConfig
from django.db.models.signals import post_migrate


class StaffAppConfig(AppConfig):
    """Who may do what, and who did it."""

    name = "repairs.staff"
    verbose_name = "Staff"

    def ready(self) -> None:
        from repairs.roles import keep_roles

        post_migrate.connect(keep_roles, dispatch_uid="repairs.roles")
