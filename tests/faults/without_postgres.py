"""PostgreSQL goes down and comes back: a page that says so, no answer lost, and nobody has to start anything again."""

import time
from http import HTTPStatus
from typing import Any

import httpx

from tests.faults.people import AWAY, TOKEN, TOLD, Person, faults_of_away_page
from tests.faults.processes import wait_until
from tests.faults.scene import Run, scene
from tests.faults.service import answers, start_service, start_stand_ins

HEALTHY_WITHIN_SECONDS = 5
PEOPLE = 5
NEW_WORDS = "Now it drips into the flat below."


def without_postgres(run: Run) -> dict[str, Any]:
    with scene(run.kind, keep=run.keep) as service:
        from tests.faults.drafts import finished_drafts

        drafts = finished_drafts(PEOPLE)
        service.redis.start()
        start_stand_ins(service)
        start_service(service)
        people = [Person(service.site, report, number) for number, report in enumerate(drafts, start=1)]
        tokens = [token_on(person) for person in people]
        program = service.postgres.program
        program.left_alone = True
        service.postgres.stop_at_once()
        met = [answer for person, token in zip(people, tokens, strict=True) for answer in ask_everything(person, token)]
        program.start()
        service.postgres.wait_until_it_answers()
        begun = time.monotonic()
        wait_until("the web process is healthy again", answers(service.site), 30)
        healthy = time.monotonic() - begun
        lost = [person for person in people if person.report.says not in person.client.get(person.check).text]
        changed = [answers_and_sends(person, token) for person, token in zip(people, tokens, strict=True)]
        return {
            "counted": {"answers while it was down": len(met), "seconds until healthy": round(healthy, 1)},
            "broken": {
                "answers that were not 503": sum(answer.status_code != AWAY for answer in met),
                "pages that do not help": sum(bool(faults_of_away_page(answer)) for answer in met),
                "answers lost": len(lost),
                "reports that could not be sent afterwards": changed.count(False),
                "too late to be healthy": int(healthy > HEALTHY_WITHIN_SECONDS),
                "web processes started by hand": service.web.starts - 1,
            },
        }


def token_on(person: Person) -> str:
    found = TOKEN.search(person.client.get(person.check).text)
    if found is None:
        raise AssertionError("check answers has no form")
    return found[1]


def details(person: Person) -> str:
    return person.check.replace("/check/", "/details/")


def ask_everything(person: Person, token: str) -> list[httpx.Response]:
    """Look, answer, send."""
    form = {"csrfmiddlewaretoken": token}
    return [
        person.client.get(person.check),
        person.client.post(details(person), data={**form, "text": NEW_WORDS}),
        person.client.post(person.check, data=form),
    ]


def answers_and_sends(person: Person, token: str) -> bool:
    """What was typed while it was down, sent once more."""
    form = {"csrfmiddlewaretoken": token}
    after = person.client.post(details(person), data={**form, "text": NEW_WORDS})
    sent = person.client.post(person.check, data=form)
    return NEW_WORDS in after.text and sent.status_code == HTTPStatus.OK and TOLD in sent.text
