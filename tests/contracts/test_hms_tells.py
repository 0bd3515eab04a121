"""What happens at the stand-in HMS reaches the repair over real HTTP: by its webhook, and by asking."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import time_machine
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from repairs.log.hms import housing_system
from repairs.log.hms.stub_orders import OrderBook
from repairs.log.hms.stub_server import StubHousingSystem
from repairs.log.hms.stub_webhook import Webhooks
from repairs.log.models import JobUpdate, Message, Repair, WorksOrder
from repairs.log.order import order_for
from repairs.log.tasks import ask_hms
from tests.conftest import NOW, load_northmere
from tests.contracts.conftest import SECRET, TOKEN, Serve
from tests.contracts.web import web
from tests.log.builders import booked

ENOUGH_SECONDS = 20


@dataclass
class Job:
    """A job at the stand-in HMS, whose webhooks go to `webhooks.url`."""

    url: str
    webhooks: Webhooks
    repair: Repair

    def happens(self, what: str, **more: str) -> None:
        assert web.post(f"{self.url}/happened", json={"what": what, **more}).status_code == 201

    def heard(self, count: int) -> None:
        assert self.webhooks.wait_until(lambda: self.webhooks.counts["heard"] >= count, ENOUGH_SECONDS)

    @property
    def state(self) -> str:
        return WorksOrder.objects.get(repair=self.repair).job_state


@pytest.fixture
def job(live_server: LiveServer, serve: Serve, settings: Settings) -> Iterator[Job]:
    settings.HMS_WEBHOOK_SECRET = SECRET
    webhooks, orders = Webhooks(f"{live_server.url}/hms/status/", SECRET, waits=(0, 0)), OrderBook()
    settings.HMS_CLIENT = "repairs.log.hms.http.HttpHousingSystem"
    settings.HMS_URL = serve(StubHousingSystem(orders, TOKEN, webhooks=webhooks))
    settings.HMS_TOKEN = TOKEN
    with time_machine.travel(NOW, tick=True):
        load_northmere()
        repair = booked()
        order = WorksOrder.objects.get(repair=repair)
        number = housing_system().raise_order(order_for(order), key=str(order.key))
        WorksOrder.objects.update(state=WorksOrder.State.SENT, hms_number=number)
        yield Job(f"{settings.HMS_URL}/workOrders/{number}", webhooks, repair)
    webhooks.stop()
    orders.close()


def came_by() -> list[tuple[str, str]]:
    return list(JobUpdate.objects.order_by("sequence").values_list("state", "came_by"))


def test_a_job_that_is_played_through_reaches_the_repair_by_webhook(job: Job) -> None:
    job.happens("assigned", operative="Sam Carter")
    job.happens("on-the-way", operative="Sam Carter")
    job.happens("completed")
    job.heard(3)
    assert job.state == "completed"
    assert came_by() == [("assigned", "webhook"), ("on-the-way", "webhook"), ("completed", "webhook")]
    assert Message.objects.filter(kind="done").count() == 1


def test_what_no_webhook_brought_is_asked_for(job: Job) -> None:
    assert web.post(job.url.partition("/workOrders")[0] + "/faults", json={"webhooks": {"lose": 1}}).status_code == 200
    job.happens("on-the-way", operative="Sam Carter")
    assert job.state == ""
    ask_hms()
    assert (job.state, came_by()) == ("on-the-way", [("on-the-way", "poll")])
    ask_hms()
    assert Message.objects.filter(kind="on-the-way").count() == 1


def test_what_comes_twice_and_late_ends_as_it_should(job: Job) -> None:
    faults = {"webhooks": {"duplicate": 1, "shuffle": 1}, "seed": 7}
    assert web.post(job.url.partition("/workOrders")[0] + "/faults", json=faults).status_code == 200
    for what in ("scheduled", "assigned", "started", "completed"):
        job.happens(what)
    job.heard(8)
    ask_hms()
    assert (job.state, JobUpdate.objects.count()) == ("completed", 4)
    assert Message.objects.filter(kind="done").count() == 1


def test_an_hms_with_another_secret_changes_nothing(job: Job) -> None:
    job.webhooks.secret = "another"
    job.happens("started")
    assert job.webhooks.wait_until(lambda: job.webhooks.counts["unheard"] >= 3, ENOUGH_SECONDS)
    assert (job.state, JobUpdate.objects.count()) == ("", 0)
