"""What tenants say of the repairs service after a visit."""

from django.db import models


class VisitAnswer(models.Model):
    """Nothing in it leads back to a person, a home or a repair: `key` only keeps a second answer out."""

    class Scale(models.TextChoices):
        """The five answers of the Tenant Satisfaction Measures."""

        VERY_SATISFIED = "very-satisfied", "Very satisfied"
        FAIRLY_SATISFIED = "fairly-satisfied", "Fairly satisfied"
        NEITHER = "neither", "Neither satisfied nor dissatisfied"
        FAIRLY_DISSATISFIED = "fairly-dissatisfied", "Fairly dissatisfied"
        VERY_DISSATISFIED = "very-dissatisfied", "Very dissatisfied"

    key = models.CharField(max_length=64, unique=True, editable=False)
    month = models.DateField(help_text="The first day of the month in which they answered.")
    emergency = models.BooleanField(help_text="Whether the repair was an emergency.")
    overall = models.CharField(max_length=20, choices=Scale.choices, verbose_name="repairs service overall (TP02)")
    time_taken = models.CharField(max_length=20, choices=Scale.choices, verbose_name="time taken (TP03)")

    class Meta:
        verbose_name = "answer after a visit"
        verbose_name_plural = "answers after visits"
        ordering = ["-month", "key"]

    def __str__(self) -> str:
        return f"{self.month:%B %Y}"
