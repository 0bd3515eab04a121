from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models

from repairs.council.models import Trade


class SorItem(models.Model):
    """A line of the council's schedule of rates: a small piece of work, what it costs and how long it takes."""

    code = models.CharField(
        max_length=20,
        unique=True,
        validators=[RegexValidator(r"^[A-Z0-9][A-Z0-9./-]*$", "Use capitals, digits, dots, slashes and hyphens.")],
    )
    description = models.CharField(max_length=200)
    trade = models.ForeignKey(Trade, on_delete=models.PROTECT, related_name="sor_items")
    minutes = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(5), MaxValueValidator(960)],
        help_text="Standard Minute Value: time in the home, without travel.",
    )
    cost = models.DecimalField(
        max_digits=8, decimal_places=2, validators=[MinValueValidator(0)], help_text="Pounds, without VAT."
    )
    follow_on = models.CharField(max_length=200, blank=True, help_text="Work that often comes after it.")

    class Meta:
        ordering = ["code"]
        verbose_name = "SoR item"

    def __str__(self) -> str:
        return f"{self.code} {self.description}"
