"""Our own document: kept as it is, but for what rows cannot hold."""

from typing import Any

from diagnosis.document_writer import document_of_tree
from diagnosis.documents import read_tree
from diagnosis.imports.limits import check_parts
from diagnosis.imports.new_keys import NewKeys
from diagnosis.part import LONGEST_KEY
from diagnosis.problems import Problem
from diagnosis.tree import Tree


def looks_like(value: Any) -> bool:
    return isinstance(value, dict) and ("nodes" in value or {"key", "start"} <= value.keys())


def read(value: dict[str, Any]) -> tuple[Tree, list[Problem]]:
    """Raises TreeRefused where it has not the shape of a tree."""
    check_parts(value)
    document = document_of_tree(read_tree(value))
    attention = [*rename_nodes(document), *rename_parts(document), *end_ways(document)]
    return read_tree(document), attention


def rename_nodes(document: dict[str, Any]) -> list[Problem]:
    return [
        Problem(new, f"More than one page has the key “{old}”. This one is “{new}” now, and nothing leads here.")
        for old, new in rename(document["nodes"])
    ]


def rename_parts(document: dict[str, Any]) -> list[Problem]:
    noted = []
    for node in document["nodes"]:
        for old, new in rename(node.get("options", ())):
            noted.append(Problem(node["key"], f"More than one option has the key “{old}”. One is “{new}” now.", new))
    for old, new in rename(document.get("examples", ())):
        noted.append(Problem("", f"More than one example has the key “{old}”. One is “{new}” now.", example_key=new))
    return noted


def rename(parts: Any) -> list[tuple[str, str]]:
    """Each key that was there already, and what it is now. Keys that nobody repeats stay, whatever they are."""
    keys = NewKeys(part["key"] for part in parts)
    seen: set[str] = set()
    renamed = []
    for part in parts:
        if part["key"] in seen:
            old, part["key"] = part["key"], keys.give(part["key"], otherwise="key", longest=LONGEST_KEY)
            renamed.append((old, part["key"]))
        seen.add(part["key"])
    return renamed


def end_ways(document: dict[str, Any]) -> list[Problem]:
    """A way to a page that is not there leads nowhere, and a code that is empty is none."""
    keys = {node["key"] for node in document["nodes"]}
    noted = []
    if document["start"] not in keys:
        noted.append(Problem("", f"The file begins at “{document['start']}”, which is not one of its pages."))
        document["start"] = ""
    for node in document["nodes"]:
        for name in [name for name in ("rtr", "hazard") if node.get(name) == ""]:
            del node[name]
        for option in node.get("options", ()):
            if option.get("next", "") not in {"", *keys}:
                says = f"The option “{option['text']}” leads to “{option.pop('next')}”, which is not in the file."
                noted.append(Problem(node["key"], says, option["key"]))
    return noted
