"""The appointments, as whoever plans the work sees them."""

from appointments.scheduler.stub_book import AppointmentBook
from repairs.council.dates import say_date, say_window
from repairs.stubs.pages import PAGES, page
from repairs.stubs.server import Answer

TEMPLATE = "appointments/scheduler/appointments.html"


def appointments_page(book: AppointmentBook) -> Answer:
    return page(TEMPLATE, standing=[kept for kept in book.standing() if kept.appointment])


PAGES.filters.update(day=say_date, hours=lambda times: say_window(times.starts, times.ends))
