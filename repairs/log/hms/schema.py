"""The JSON Schemas of a works order and of what becomes of it, for whoever receives them.

`python -m repairs.log.hms.schema` prints the first, `python -m repairs.log.hms.schema update` the other.
"""

import json
import sys
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from repairs.log.hms.message import Part, WorksOrderMessage
from repairs.log.hms.status_update import JobStatusUpdate


class WithoutNulls(GenerateJsonSchema):
    """A field without a value is left out of the message, and so is never null."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def works_order_schema() -> dict[str, Any]:
    return schema_of(WorksOrderMessage, "Works order")


def status_update_schema() -> dict[str, Any]:
    return schema_of(JobStatusUpdate, "Job status update")


def schema_of(part: type[Part], title: str) -> dict[str, Any]:
    schema = part.model_json_schema(schema_generator=WithoutNulls)
    return {"$schema": WithoutNulls.schema_dialect, **schema, "title": title}


if __name__ == "__main__":
    wanted = status_update_schema() if sys.argv[1:] == ["update"] else works_order_schema()
    sys.stdout.write(json.dumps(wanted, indent=2) + "\n")
