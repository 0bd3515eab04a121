"""JSON without what no diagnosis needs: repeated names, endless numbers, values that are not numbers."""

import json
from collections import Counter
from typing import Any, NoReturn

from diagnosis.documents import TreeRefused
from diagnosis.imports.limits import LONGEST_NUMBER, TOO_DEEP


def parse_json(text: str) -> Any:
    """Raises TreeRefused."""
    try:
        return json.loads(
            text, object_pairs_hook=without_repeats, parse_int=whole_number, parse_constant=refuse_constant
        )
    except json.JSONDecodeError as error:
        raise TreeRefused.because(
            f"The file is not JSON: {error.msg}, in line {error.lineno} at character {error.colno}."
        ) from error
    except RecursionError as error:
        raise TreeRefused.because(TOO_DEEP) from error


def without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        refuse_repeats([name for name, _ in pairs])
    return values


def refuse_repeats(names: list[str]) -> NoReturn:
    name = next(name for name, times in Counter(names).items() if times > 1)
    raise TreeRefused.because(f"The name “{name[:60]}” is there twice in one place. Each may be there once.")


def whole_number(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise TreeRefused.because(f"There is a number of {len(digits)} digits. The most is {LONGEST_NUMBER}.")
    return int(digits)


def refuse_constant(name: str) -> NoReturn:
    raise TreeRefused.because(f"“{name}” is not a number in JSON.")
