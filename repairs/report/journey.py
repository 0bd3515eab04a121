"""The steps of a report, in the order a resident meets them."""

from repairs.report import asked
from repairs.report.path import Step

JOURNEY = (
    Step("safety", spreads=True),
    Step("result", asked=asked.not_booked),
    Step("postcode", forgets=("home", "address", "tenure", "what_we_do")),
    Step("home", forgets=("address", "tenure", "what_we_do")),
    Step("address", asked=asked.home_not_listed),
    Step("tenure", asked=asked.tenure_unclear, forgets=("what_we_do",)),
    Step("what-we-do", asked=asked.tenure_needs_checking),
    Step("diagnosis", asked=asked.not_diagnosed, spreads=True),
    Step("result", asked=asked.not_booked),
    Step("household"),
    Step("result", asked=asked.not_booked),
    Step("details", asked=asked.not_ringing),
    Step("slot", asked=asked.can_be_booked, done=asked.slot_settled, fields=("slot", "no_slot", "sooner")),
    Step("times", asked=asked.needs_a_time_agreed),
    Step("caller", asked=asked.helped),
    Step("contact", done=asked.contact_agreed),
    Step("check", done=asked.never, fields=()),
)
