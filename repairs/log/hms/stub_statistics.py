"""How many of what the stub housing system has: for whoever counts whether nothing was lost and nothing doubled."""

from http import HTTPStatus

from repairs.log.hms.stub_orders import OrderBook
from repairs.log.hms.stub_webhook import Webhooks
from repairs.stubs.faults import FaultQueue
from repairs.stubs.server import Answer, as_json

COUNTS = """
SELECT
    (SELECT count(*) FROM job),
    (SELECT count(DISTINCT key) FROM job),
    (SELECT count(DISTINCT reference) FROM job_reference),
    (SELECT count(*) FROM change),
    (SELECT count(DISTINCT key) FROM change),
    (SELECT count(*) FROM job_state)
"""


def statistics(orders: OrderBook, faults: FaultQueue, webhooks: Webhooks | None) -> Answer:
    """Duplicates are the orders of a reference, and the updates with a key, beyond the first."""
    (counted,) = orders.file.read(COUNTS)
    names = ("orders", "keys", "references", "updates", "updateKeys", "jobStates")
    found = dict(zip(names, counted, strict=True))
    return as_json(
        HTTPStatus.OK,
        {
            **found,
            "duplicates": found["orders"] - found["references"],
            "duplicateUpdates": found["updates"] - found["updateKeys"],
            "faults": {str(fault): count for fault, count in sorted(faults.met.items())},
            "webhooks": {**webhooks.counts, "waiting": webhooks.waiting()} if webhooks else {},
        },
    )
