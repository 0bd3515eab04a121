from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models


class Council(models.Model):
    """Who runs this service. There is one row."""

    name = models.CharField(max_length=100, help_text="As residents know it, for example Northmere Borough Council.")
    homepage_url = models.URLField(help_text="Where the name at the top of each page leads.")
    brand_colour = models.CharField(
        max_length=7,
        default="#0b5d5e",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", "Enter a colour such as #0b5d5e.")],
        help_text="Background of the header. It must be dark enough for white text.",
    )
    email = models.EmailField(help_text="Where residents can write about repairs.")
    planners_email = models.EmailField(
        blank=True,
        default="",
        db_default="",
        help_text="Who is written to about visits to plan. Empty: nobody is, and they are only listed here.",
    )
    postal_address = models.TextField()
    data_protection_email = models.EmailField()
    complaints_url = models.URLField()
    water_company = models.CharField(max_length=100)
    keep_drafts_days = models.PositiveSmallIntegerField(
        "days that unfinished reports are kept",
        default=7,
        db_default=7,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
        help_text="From when they were last answered.",
    )
    keep_details_months = models.PositiveSmallIntegerField(
        "months that contact details and photos are kept",
        default=6,
        db_default=6,
        validators=[MinValueValidator(1), MaxValueValidator(72)],
        help_text="From when the repair is closed. Those of a hazard are kept as long as its record.",
    )
    keep_records_years = models.PositiveSmallIntegerField(
        "years that records of repairs are kept",
        default=6,
        db_default=6,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
        help_text="From the end of the year in which the repair is closed. Then only statistics are left.",
    )

    answers_to_verify = models.PositiveSmallIntegerField(
        "right answers that verify a caller",
        default=2,
        db_default=2,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text="Before an agent does anything to a repair for them. One more where the contact was changed lately.",
    )

    class Meta:
        verbose_name_plural = "council"

    def __str__(self) -> str:
        return self.name


class PhoneLine(models.Model):
    """A number that pages and messages may show. Pages name its key, never the number."""

    class Key(models.TextChoices):
        REPAIRS = "repairs", "Repairs, in office hours"
        OUT_OF_HOURS = "out-of-hours", "Repairs, at all other times"
        GAS = "gas", "National Gas Emergency Service"
        GAS_TEXTPHONE = "gas-textphone", "National Gas Emergency Service textphone"
        POWER = "power", "Power cuts"
        WATER = "water", "The water company's leak line"

    key = models.CharField(max_length=20, choices=Key.choices, unique=True)
    name = models.CharField(max_length=60, help_text="As it reads in a sentence, for example: the repairs team.")
    number = models.CharField(max_length=20, help_text="As people read it, for example 01632 960001.")
    closed_on_bank_holidays = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_key_display()}: {self.number}"


class OpeningHours(models.Model):
    """When a line is answered. A line without any is answered day and night."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, "Monday"
        TUESDAY = 1, "Tuesday"
        WEDNESDAY = 2, "Wednesday"
        THURSDAY = 3, "Thursday"
        FRIDAY = 4, "Friday"
        SATURDAY = 5, "Saturday"
        SUNDAY = 6, "Sunday"

    line = models.ForeignKey(PhoneLine, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices, validators=[MaxValueValidator(6)])
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["weekday", "opens"]
        verbose_name_plural = "opening hours"
        constraints = [
            models.CheckConstraint(condition=models.Q(opens__lt=models.F("closes")), name="opens_before_it_closes")
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M} to {self.closes:%H:%M}"


class Priority(models.Model):
    """How soon a repair is done. The periods are the council's own; the law's are in `diagnosis.right_to_repair`."""

    class Measure(models.TextChoices):
        EMERGENCY = "emergency", "Emergency"
        NON_EMERGENCY = "non-emergency", "Non-emergency"
        OUTSIDE = "outside", "Not counted"

    code = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=40)
    rank = models.PositiveSmallIntegerField(unique=True, help_text="1 is the most urgent.")
    attend_hours = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Hours to come and make safe.")
    complete_hours = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Real hours, day and night.")
    complete_working_days = models.PositiveSmallIntegerField(null=True, blank=True)
    complete_days = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Calendar days.")
    lead_working_days = models.PositiveSmallIntegerField(
        default=1, help_text="The first day we offer: 1 is the next working day."
    )
    measure = models.CharField(max_length=15, choices=Measure.choices, verbose_name="Tenant Satisfaction Measure")
    hact_code = models.CharField(max_length=1, help_text="1 to 5, as in HACT's WorkPriorityCode.")

    class Meta:
        ordering = ["rank"]
        verbose_name_plural = "priorities"

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def is_emergency(self) -> bool:
        return self.measure == self.Measure.EMERGENCY


class OverrideReason(models.Model):
    """Why staff may decide otherwise than the rules: one of these is chosen whenever they do."""

    class About(models.TextChoices):
        PRIORITY = "priority", "A priority"
        TIME = "time", "A time"

    about = models.CharField(max_length=8, choices=About.choices, help_text="What is decided otherwise.")
    text = models.CharField(max_length=100, help_text="As staff read it. It says nothing about one person.")
    order = models.PositiveSmallIntegerField(default=0)
    in_use = models.BooleanField(default=True, help_text="Untick it to offer it no more. What it was chosen for stays.")

    class Meta:
        ordering = ["about", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["about", "text"], name="one_reason_of_a_text")]

    def __str__(self) -> str:
        return self.text


class Trade(models.Model):
    code = models.CharField(max_length=4, unique=True)
    name = models.CharField(max_length=40)
    person = models.CharField(max_length=40, help_text="Who comes, as residents say it, for example: a plumber.")
    hact_code = models.CharField(max_length=6, help_text="As in HACT's TradeCode, for example PL.")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Patch(models.Model):
    """A part of the council's area that a team looks after."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=60)

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "patches"

    def __str__(self) -> str:
        return self.name or self.code


class VerifyingQuestion(models.Model):
    """What an agent asks to be sure of a caller, in order."""

    class Kind(models.TextChoices):
        """Where the answer is: in the repair, or in another system."""

        NAME = "name", "Full name"
        ADDRESS = "address", "First line of the address, and postcode"
        PHONE = "phone", "Phone number"
        EMAIL = "email", "Email address"
        PROBLEM = "problem", "What the repair is"
        VISIT = "visit", "When the visit is"
        OTHER = "other", "Something else, from another system"

    rank = models.PositiveSmallIntegerField("order", default=1, help_text="1 is asked first.")
    kind = models.CharField("about", max_length=8, choices=Kind.choices)
    words = models.CharField("question", max_length=120, help_text="What the agent says aloud.")
    where = models.CharField(
        "where the answer is",
        max_length=120,
        blank=True,
        help_text="For something else, such as: the date of birth in the housing system.",
    )

    class Meta:
        ordering = ["rank", "pk"]
        verbose_name = "question to verify callers"
        verbose_name_plural = "questions to verify callers"

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        if self.kind == self.Kind.OTHER and not self.where:
            raise ValidationError({"where": "Enter where the agent finds the answer."})
