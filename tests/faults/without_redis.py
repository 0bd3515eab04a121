"""Redis is off from start to end: nobody notices, and the sweep delivers."""

import time
from typing import Any

from tests.faults.checker import check
from tests.faults.people import Crowd, told
from tests.faults.scene import Run, say, scene
from tests.faults.service import start_service, start_stand_ins
from tests.faults.storm import settle

DELIVERED_WITHIN_SECONDS = 60


def without_redis(run: Run) -> dict[str, Any]:
    with scene(run.kind, keep=run.keep) as service:
        from tests.faults.drafts import finished_drafts

        drafts = finished_drafts(run.reports)
        start_stand_ins(service)
        start_service(service)
        begun = time.monotonic()
        crowd = Crowd(service.site, drafts, run.seconds)
        crowd.send_all()
        say(begun, "everybody has sent, without Redis")
        settle(service)
        verdict = check(service, crowd.seen, run.kind)
        late = seconds_to_deliver()
        not_in_time = sum(seconds > DELIVERED_WITHIN_SECONDS for seconds in late)
        people = told(crowd.seen)
        return {
            "counted": verdict.figures | {"seconds to deliver, at most": round(max(late, default=0.0), 1)},
            "broken": verdict.broken
            | {
                "orders later than 60 seconds": not_in_time + len(drafts) - len(late),
                "answers of 503": people["answers of 503"],
                "connections cut": people["connections cut"],
            },
            "people": people,
        }


def seconds_to_deliver() -> list[float]:
    from repairs.log.models import WorksOrder

    sent = WorksOrder.objects.filter(state=WorksOrder.State.SENT).values_list("created_at", "sent_at")
    return [(sent_at - created_at).total_seconds() for created_at, sent_at in sent if sent_at]
