from django.core.validators import MaxValueValidator
from django.db import models

from diagnosis.models.draft_node import DraftNode
from diagnosis.models.draft_tree import DraftTree
from diagnosis.part import LONGEST_KEY


class DraftExample(models.Model):
    """A case that must hold when the draft is published. `diagnosis.example` says what each field means."""

    class Answer(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        NOT_SURE = "not-sure", "Not sure"

    class Season(models.TextChoices):
        WINTER = "winter", "November to April"
        SUMMER = "summer", "May to October"

    class Tenure(models.TextChoices):
        SECURE = "secure", "Secure tenant"
        INTRODUCTORY = "introductory", "Introductory tenant"
        LEASEHOLD = "leasehold", "Leaseholder"
        RIGHT_TO_BUY = "right_to_buy", "Tenant who has applied to buy"
        TEMPORARY = "temporary", "Temporary accommodation"
        SHARED_OWNERSHIP = "shared_ownership", "Shared owner"

    tree = models.ForeignKey(DraftTree, on_delete=models.CASCADE, related_name="examples")
    key = models.CharField(max_length=LONGEST_KEY)
    position = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0, editable=False)
    name = models.TextField("the situation, in plain words")
    answers = models.JSONField(default=dict, blank=True)
    facts = models.JSONField("what else is known", default=dict, blank=True)
    people_at_risk = models.JSONField(default=list, blank=True)
    damp = models.CharField("damp or mould", max_length=10, choices=Answer, blank=True)
    recent = models.CharField("repaired in the last month", max_length=10, choices=Answer, blank=True)
    recalls = models.PositiveSmallIntegerField("repairs that failed", default=0, validators=[MaxValueValidator(9)])
    tenure = models.CharField(max_length=20, choices=Tenure, default=Tenure.SECURE)
    season = models.CharField(max_length=10, choices=Season, default=Season.WINTER)
    outcome = models.CharField("ends at", max_length=LONGEST_KEY)
    priority = models.CharField("with the priority", max_length=100, blank=True)
    ending = models.CharField("and then", max_length=10, choices=DraftNode.Ending, default=DraftNode.Ending.BOOK)
    rules = models.JSONField("rules that must play a part", default=list, blank=True)
    withdrawn = models.TextField("why it is withdrawn", blank=True, help_text="Leave empty while it must hold.")

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "example"
        constraints = [models.UniqueConstraint(fields=["tree", "key"], name="one_draft_example_per_key")]

    def __str__(self) -> str:
        return self.name
