from typing import Any

from django.core.validators import RegexValidator
from django.db import models

from repairs.council.models import Patch
from repairs.homes.natural_order import LONGEST_KEY, natural_key


class Block(models.Model):
    """A building of several homes that share a roof, pipes, stairs or a lift."""

    reference = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["name", "reference"]

    def __str__(self) -> str:
        return self.name or self.reference


class Home(models.Model):
    """One home in the council's register. It comes from the housing system's file and is never deleted."""

    class Tenure(models.TextChoices):
        SECURE = "secure", "Secure tenant"
        INTRODUCTORY = "introductory", "Introductory tenant"
        LEASEHOLD = "leasehold", "Leaseholder"
        RIGHT_TO_BUY = "right_to_buy", "Tenant who has applied to buy"
        TEMPORARY = "temporary", "Temporary accommodation"
        SHARED_OWNERSHIP = "shared_ownership", "Shared owner"

    uprn = models.CharField(
        "UPRN",
        max_length=12,
        validators=[RegexValidator(r"^[1-9][0-9]{0,11}$", "A UPRN is 1 to 12 digits without zeros in front.")],
    )
    line_1 = models.CharField("address line 1", max_length=100)
    line_2 = models.CharField("address line 2", max_length=100, blank=True)
    line_3 = models.CharField("address line 3", max_length=100, blank=True)
    town = models.CharField(max_length=60, blank=True)
    postcode = models.CharField(max_length=8, help_text="Capitals, with one space, for example NM1 2AB.")
    sort_key = models.CharField(max_length=LONGEST_KEY, editable=False)
    block = models.ForeignKey(Block, on_delete=models.PROTECT, null=True, blank=True, related_name="homes")
    tenure = models.CharField(max_length=20, choices=Tenure.choices)
    patch = models.ForeignKey(Patch, on_delete=models.PROTECT, null=True, blank=True, related_name="homes")
    floor = models.SmallIntegerField(null=True, blank=True, help_text="0 is the ground floor. Empty when not known.")
    top_floor = models.BooleanField(null=True, help_text="No home above it. Unknown when the file did not say.")
    gone_at = models.DateTimeField(null=True, blank=True, help_text="When the home was first missing from the file.")

    class Meta:
        # On text, unique=True or db_index=True would add a second index for LIKE on PostgreSQL: large, and never used.
        constraints = [models.UniqueConstraint(fields=["uprn"], name="one_home_per_uprn")]
        indexes = [models.Index(fields=["postcode"], name="homes_by_postcode")]

    def __str__(self) -> str:
        return f"{self.address}, {self.postcode}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = natural_key(self.line_1, self.line_2, self.line_3)
        super().save(*args, **kwargs)

    @property
    def address(self) -> str:
        """One line, without the postcode."""
        return one_line(self.line_1, self.line_2, self.line_3, self.town)


class Alert(models.Model):
    """Something staff must know before a visit. Residents never see it."""

    class Kind(models.TextChoices):
        PROPERTY = "property", "About the home"
        PERSON = "person", "About a person"

    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="alerts")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    code = models.CharField(max_length=10)
    text = models.CharField(max_length=200)
    calls_back = models.BooleanField("call back", default=False, help_text="We ring to arrange visits to this home.")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.code}: {self.text}"


def one_line(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
