from appointments.admin.booking import BookingAdmin as BookingAdmin
from appointments.admin.closure import ClosureAdmin as ClosureAdmin
from appointments.admin.leave import LeaveAdmin as LeaveAdmin
from appointments.admin.place import PlaceAdmin as PlaceAdmin
from appointments.admin.team import TeamAdmin as TeamAdmin
from appointments.admin.window import WindowAdmin as WindowAdmin
from appointments.scheduler.admin import SchedulerBookingAdmin as SchedulerBookingAdmin
