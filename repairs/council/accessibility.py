"""What is known of how accessible the service is: the accessibility statement says it, and nothing else does."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field

Words = Annotated[str, Field(min_length=1)]


class Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Failure(Read):
    """Of one success criterion of WCAG 2.2."""

    what: Words
    criterion: Annotated[str, Field(pattern=r"^[1-4]\.\d\.\d{1,2}$")]
    name: Words
    why: Words
    instead: Words
    plan: Words


class Known(Read):
    prepared: date
    reviewed: date
    tested: date
    tested_by: Words
    tested_how: tuple[Words, ...]
    not_tested_by: str
    failures: tuple[Failure, ...]
    limits: tuple[Words, ...]
    disproportionate_burden: tuple[Words, ...]
    out_of_scope: tuple[Words, ...]
    plans: tuple[Words, ...]

    @property
    def compliance(self) -> str:
        return "partially" if self.failures or self.disproportionate_burden else "fully"


def known() -> Known:
    return read_known(settings.ACCESSIBILITY_FILE)


@cache
def read_known(path: Path) -> Known:
    return Known.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
