from datetime import datetime
from math import ceil

from django.http import HttpResponse


def wait_until(until: datetime, now: datetime, response: HttpResponse) -> HttpResponse:
    """The same answer, saying for how long to wait."""
    response["Retry-After"] = str(max(1, ceil((until - now).total_seconds())))
    return response
