"""The pages of a draft: questions, advice pages and outcomes, with their options and SoR items.

Codes of the council's tables are kept as text: a draft may name what is not there, and is told so.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from diagnosis.models.draft_tree import DraftTree
from diagnosis.part import LONGEST_KEY


class DraftNode(models.Model):
    class Kind(models.TextChoices):
        QUESTION = "question", "Question"
        ADVICE = "advice", "Advice page"
        OUTCOME = "outcome", "Outcome"

    class Order(models.TextChoices):
        ALPHABETICAL = "alphabetical", "By the alphabet"
        GIVEN = "given", "As they are here"
        SAFETY = "safety", "Danger first: as they are here, on a page about safety"

    class Ending(models.TextChoices):
        BOOK = "book", "Book a time"
        RING = "ring", "Ring us"
        CALL_BACK = "call-back", "We ring back"
        ADVICE = "advice", "Advice only"
        NOT_OURS = "not-ours", "Not ours to repair"

    tree = models.ForeignKey(DraftTree, on_delete=models.CASCADE, related_name="nodes")
    kind = models.CharField(max_length=10, choices=Kind, editable=False)
    key = models.CharField(max_length=LONGEST_KEY)
    position = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0, editable=False)
    heading = models.TextField()
    say = models.TextField("what to say aloud", blank=True)
    body = models.JSONField(default=list, blank=True)
    hint = models.TextField(blank=True)
    order = models.CharField("order of the options", max_length=12, choices=Order, default=Order.ALPHABETICAL)
    needs_home = models.BooleanField("asked once the home is known", default=False)
    question = models.TextField("question above the options", blank=True)
    ring = models.BooleanField("our phone number comes first", default=False)
    ending = models.CharField("how it ends", max_length=10, choices=Ending, default=Ending.BOOK)
    priority = models.CharField(max_length=100, blank=True)
    trade = models.CharField(max_length=100, blank=True)
    rtr = models.CharField("Right to Repair category", max_length=100, blank=True)
    hazard = models.CharField(max_length=100, blank=True)
    flags = models.JSONField(default=list, blank=True)
    location = models.TextField("where it is, for the person who comes", blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["tree", "key"], name="one_draft_node_per_key")]

    def __str__(self) -> str:
        return self.heading


class DraftQuestion(DraftNode):
    class Meta:
        proxy = True
        verbose_name = "question"


class DraftAdvice(DraftNode):
    class Meta:
        proxy = True
        verbose_name = "advice page"


class DraftOutcome(DraftNode):
    class Meta:
        proxy = True
        verbose_name = "outcome"


class DraftOption(models.Model):
    node = models.ForeignKey(DraftNode, on_delete=models.CASCADE, related_name="options")
    key = models.CharField(max_length=LONGEST_KEY)
    position = models.PositiveIntegerField(default=0)
    text = models.TextField()
    next = models.ForeignKey(
        DraftNode,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="ways_here",
        verbose_name="leads to",
    )
    hint = models.TextField(blank=True)
    facts = models.JSONField(default=dict, blank=True)
    divider = models.BooleanField("set apart by “or”", default=False)
    not_sure = models.BooleanField("for people who are not sure", default=False)
    something_else = models.BooleanField("for something else", default=False)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "option"
        constraints = [models.UniqueConstraint(fields=["node", "key"], name="one_draft_option_per_key")]

    def __str__(self) -> str:
        return self.text


class DraftSorLine(models.Model):
    node = models.ForeignKey(DraftNode, on_delete=models.CASCADE, related_name="sor_lines")
    position = models.PositiveIntegerField(default=0)
    code = models.CharField("SoR item", max_length=100)
    quantity = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1), MaxValueValidator(99)])

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "SoR item"

    def __str__(self) -> str:
        return self.code
