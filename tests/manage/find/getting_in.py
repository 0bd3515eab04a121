"""What people do at the pages that let them in."""

import re
from typing import Any

from repairs.log.codes import DIGITS
from repairs.log.models import Repair
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from tests.journeys.resident import Resident

POSTCODE = "NM1 2AB"


def gives(somebody: Resident, reference: str, postcode: str = POSTCODE) -> Resident:
    somebody.goes_to("/find/")
    somebody.types(reference=reference, postcode=postcode).presses()
    return somebody


def has_asked_for_a_code(repair: Repair) -> Resident:
    somebody = gives(Resident(), repair.reference)
    somebody.presses("Send me a code")
    return somebody


def code_sent(notify: FakeMessageGateway) -> str:
    """The newest, as it came."""
    sweep()
    said = [re.findall(r"(\d{6}) is your code", f"{sent.subject} {sent.body}") for sent in notify.messages]
    return str([codes for codes in said if codes][-1][0])


def another_code(code: str) -> str:
    return f"{(int(code) + 1) % 10**DIGITS:0{DIGITS}}"


def tries_code(somebody: Resident, code: str) -> Any:
    somebody.goes_to("/find/code/")
    somebody.types(code=code).presses()
    return somebody.response
