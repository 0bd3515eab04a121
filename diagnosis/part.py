"""What every part of a tree's document is made of."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

LONGEST_KEY = 100

Key = Annotated[str, StringConstraints(max_length=LONGEST_KEY)]

Code = Annotated[str, StringConstraints(max_length=LONGEST_KEY)]
"""Of a row of the council's own tables, or of one of ours. It may name what is not there."""


class Part(BaseModel):
    """Nothing in it changes, and nothing is in it that has no meaning."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
