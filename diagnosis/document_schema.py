"""The JSON Schema of a tree's document, for those who write one and for their editors."""

import json
from typing import Any

from diagnosis.facts import TREE_FACTS
from diagnosis.imports.reading import LONGEST_LANGUAGE, LONGEST_TITLE, LONGEST_TREE_KEY
from diagnosis.problems.pages import KEY
from diagnosis.right_to_repair import CATEGORIES
from diagnosis.tree import Tree
from diagnosis.vocabulary import HAZARDS, OUTCOME_FLAGS

ABOUT = (
    "A diagnosis: questions, advice pages and outcomes, joined by options. What has this shape can still have problems."
)


def tree_schema() -> dict[str, Any]:
    """The shape that the models read, and the words that may be used in it."""
    schema = Tree.model_json_schema(mode="validation")
    parts = schema["$defs"]
    for part in ("Question", "Advice", "Outcome", "Option"):
        parts[part]["properties"]["key"] |= {"pattern": f"^{KEY.pattern}$"}
    parts["Block"] |= {"minProperties": 1, "maxProperties": 1}
    parts["Option"]["properties"]["facts"] = facts_schema()
    outcome = parts["Outcome"]["properties"]
    outcome["rtr"] = one_of("rtr", CATEGORIES)
    outcome["hazard"] = one_of("hazard", HAZARDS)
    outcome["flags"] |= {"items": {"enum": list(OUTCOME_FLAGS)}}
    of_tree = schema["properties"]
    of_tree["key"] |= {"pattern": f"^{KEY.pattern}$", "maxLength": LONGEST_TREE_KEY}
    of_tree["title"] |= {"maxLength": LONGEST_TITLE}
    of_tree["language"] |= {"maxLength": LONGEST_LANGUAGE}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "description": ABOUT}


def facts_schema() -> dict[str, Any]:
    known = {name: {"enum": list(values)} for name, values in TREE_FACTS.items()}
    about = "What choosing it establishes, for the triage rules."
    return {"type": "object", "description": about, "properties": known, "additionalProperties": False}


def one_of(name: str, known: Any) -> dict[str, Any]:
    return {"title": name.capitalize(), "default": None, "enum": [None, *known]}


def write_schema() -> str:
    return json.dumps(tree_schema(), indent=1, ensure_ascii=False) + "\n"
