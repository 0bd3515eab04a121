"""Files as other services keep them, in words of our own."""

import json
from typing import Any

from diagnosis.imports.council_codes import CouncilCodes
from diagnosis.imports.reading import Read, read_import
from diagnosis.tree import Advice, Option, Outcome, Question, find_option

CODES = CouncilCodes(
    trades={"LK-P01": "PL", "LK-P06": "PL", "LK-DM1": "SU"},
    priorities=("E24", "U7", "R20"),
    meant={"priority 1": "E24", "call-back": "U7"},
)

PLACES: dict[str, Any] = {
    "kitchen": {
        "sinkAndTaps": {"tapDrips": "LK-P06", "pipeLeaks": "LK-P01", "sinkCracked": ""},
        "workSurface": "N372001",
        "damp": {"damp": "LK-DM1"},
    },
    "shedUPVCDoor": "LK-P01",
}

OPTIONS: list[Any] = [
    {
        "value": "kitchen",
        "display": "Kitchen",
        "options": [
            {
                "value": "taps",
                "display": "Taps",
                "options": [
                    {"value": "drips", "display": "A tap drips", "sorCode": "LK-P06", "priority": "r20"},
                    {"value": "stiff", "display": "A tap is stiff", "sorCode": "LK-P06", "priority": "priority 2"},
                    {"value": "burst", "display": "Water shoots out", "sorCode": "LK-P01", "priority": "Priority 1"},
                ],
            },
            {"value": "UnableToBook", "display": "Heating"},
            {"value": "UnableToBook", "display": "Windows"},
            {"value": "NotEligibleNonEmergency", "display": "My own washing machine"},
        ],
    },
    {"value": "Emergency", "display": "I can smell gas"},
    {"value": "ContactUs", "display": "Something else"},
]

QUESTIONS = """---
# Where it is comes first.
rooms:
  question: Which room is it?
  answers:
    - text: Kitchen
      next: tap_problem
    - text: Bathroom
      next: tap_problem
    - text: Damp or mould
      page: damp_and_mould
    - text: Gas
      page: emergency_contact
    - text: Something else
      desc: any_room

tap_problem:
  question: Is the tap dripping?
  answers:
    - text: Yes
      desc: tap_drips
      sor_code: 0123
    - text: No
      problem: Tap that does not turn
      sor_code: LK-P06
    - text: It is blocked
      page: unblock_a_sink
      sor_code: LK-P01
    - text: I'm not sure
      page: contact_us
"""


def as_bytes(value: Any) -> bytes:
    return (value if isinstance(value, str) else json.dumps(value)).encode()


def read(value: Any, file_name: str = "town-repairs.json", codes: CouncilCodes = CODES, key: str = "") -> Read:
    return read_import(as_bytes(value), file_name=file_name, codes=codes, key=key)


def page(found: Read, key: str) -> Question | Advice:
    node = found.tree.by_key[key]
    assert isinstance(node, Question | Advice)
    return node


def outcome(found: Read, key: str) -> Outcome:
    node = found.tree.by_key[key]
    assert isinstance(node, Outcome)
    return node


def way(found: Read, page_key: str, option_key: str) -> Option:
    option = find_option(page(found, page_key), option_key)
    assert option is not None
    return option


def noted(found: Read, node_key: str = "") -> str:
    """What is told about a page, or about the file as a whole."""
    return "\n".join(problem.text for problem in found.attention if problem.node_key == node_key)
