"""An out-of-hours agent has three calls at once, and takes an emergency from the list."""

import pytest

from repairs.homes.models import Alert, Home
from repairs.log.models import CallBack, Event, Repair
from repairs.report.models import Draft
from tests.contact_centre.agent import Agent
from tests.contact_centre.call_backs.builders import LIST, no_time_suits
from tests.contact_centre.call_backs.test_report import gives_up_at_the_danger, sends
from tests.journeys.steps import answers_about_home, gives_contact, gives_home, takes_first_time, tells_of_kitchen_leak

pytestmark = pytest.mark.usefixtures("northmere")

HOMES = ("1 Test Street, Northmere", "2 Test Street, Northmere", "8 Test Street, Northmere")


class Tab(Agent):
    """One of several that the same agent has open."""

    def __init__(self, beside: Agent | None = None) -> None:
        super().__init__("nia")
        if beside:
            self.client.cookies = beside.client.cookies

    def goes_on(self, home: str) -> None:
        self.answers("None of these")
        gives_home(self, home)
        tells_of_kitchen_leak(self)
        answers_about_home(self)
        self.presses()

    def finishes(self) -> Repair:
        takes_first_time(self)
        self.picks(relation="self", may_contact="yes").presses()
        gives_contact(self)
        self.presses("Send report")
        return Repair.objects.latest("pk")


def test_an_out_of_hours_agent_has_three_calls_and_an_emergency_at_once() -> None:
    # Given an agent who works out of hours with three calls open, each in a tab of its own
    Home.objects.filter(line_1="99 Test Street").update(line_1="8 Test Street")
    Alert.objects.all().delete()
    first = Tab()
    tabs = [first, Tab(first), Tab(first)]
    for tab in tabs:
        tab.takes_call("Out of hours")
    assert Draft.objects.filter(agent=first.user, channel="out-of-hours").count() == 3

    # and in the list an emergency from online, and somebody who can wait until the morning
    gives_up_at_the_danger()
    no_time_suits()
    emergency = CallBack.objects.get(reason="emergency")

    # When they go on with all three by turns, and open the list in between
    for tab, home in zip(tabs, HOMES, strict=True):
        tab.goes_on(home)
    listing = Tab(first)
    listing.goes_to(LIST)

    # then only the emergency is there, and it is theirs when they take it
    assert "They said: A ceiling is bulging" in listing.says
    assert "No time suits" not in listing.says.replace("No time suits Messages", "")
    listing.presses("Take it")
    listing.presses("Begin a report")
    rung = sends(listing)

    # and each of the three calls is sent as it was told, for its own home
    repairs = [tab.finishes() for tab in tabs]
    assert [repair.address.splitlines()[0] for repair in repairs] == [home.split(",")[0] for home in HOMES]

    # and all four are in the history as theirs, out of hours
    emergency.refresh_from_db()
    assert (emergency.led_to, emergency.ended_as) == (rung, "repair")
    reported = Event.objects.filter(kind="reported", repair__in=[rung, *repairs])
    assert set(reported.values_list("staff", "channel")) == {(first.user.pk, "out-of-hours")}
    assert reported.count() == 4
