"""The JSON Schema of a works order, for whoever receives it. `python -m repairs.log.hms.schema` prints it."""

import json
import sys
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from repairs.log.hms.message import WorksOrderMessage


class WithoutNulls(GenerateJsonSchema):
    """A field without a value is left out of the message, and so is never null."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def works_order_schema() -> dict[str, Any]:
    schema = WorksOrderMessage.model_json_schema(schema_generator=WithoutNulls)
    return {"$schema": WithoutNulls.schema_dialect, **schema, "title": "Works order"}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(works_order_schema(), indent=2) + "\n")
