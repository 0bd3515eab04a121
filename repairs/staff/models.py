from django.contrib.admin.models import LogEntry


class StaffChange(LogEntry):
    """Who changed what in the admin, and when."""

    class Meta:
        proxy = True
        verbose_name = "change"
        verbose_name_plural = "who changed what"

    def __str__(self) -> str:
        return f"{self.object_repr}: {self.get_change_message()}"[:200]
