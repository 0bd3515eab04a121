"""What an HMS answers. The client is more forgiving of what else may come: see `answers` and `found`."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints

from repairs.log.hms.job_state import JobState
from repairs.log.hms.message import Moment, Part, Reference

Number = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[^\x00-\x1f\x7f]+$")]
Cursor = Annotated[str, StringConstraints(max_length=200, pattern=r"^[!-~]*$")]


class Receipt(BaseModel):
    """`id` is your number of the order, or of the update."""

    id: Number


class FoundOrder(Part):
    id: Number = Field(alias="id")
    reference: tuple[Reference, ...]


class Found(RootModel[list[FoundOrder]]):
    """Oldest first."""


class FoundUpdate(Part):
    other_type: str | None = None
    event_time: Moment


class FoundUpdates(RootModel[list[FoundUpdate]]):
    """What became of the order."""


class JobStatesPage(BaseModel):
    """`cursor` is what to ask with next. `more` says that there is another page now."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    states: Annotated[list[JobState], Field(max_length=200)] = Field(alias="jobStatusUpdates")
    cursor: Cursor
    more: bool = False


class Problem(BaseModel):
    field: str | None = None
    """As in Site.Property. Only names of fields are kept."""
    reason: str | None = None


class Refusal(BaseModel):
    errors: list[Problem]
