"""What was reported, what the HMS and the resident are told of it, and what happened since."""

from repairs.log.models.access_code import AccessCode
from repairs.log.models.addition import Addition
from repairs.log.models.alarm import Alarm
from repairs.log.models.appointment import Appointment
from repairs.log.models.assistance import Assistance
from repairs.log.models.call_back import CallBack
from repairs.log.models.call_back_note import CallBackNote
from repairs.log.models.contact_change import ContactChange
from repairs.log.models.delay_note import DelayedRepair, DelayNote
from repairs.log.models.delivery_attempt import DeliveryAttempt
from repairs.log.models.draft_link import DraftLink
from repairs.log.models.enquiry import Complaint, Enquiry
from repairs.log.models.event import Event
from repairs.log.models.job_update import JobState, JobUpdate
from repairs.log.models.legal_hold import LegalHold
from repairs.log.models.lost_reference import LostReference
from repairs.log.models.message import Message
from repairs.log.models.outbox_row import OutboxRow
from repairs.log.models.outside_system import OutsideSystem
from repairs.log.models.override import Override, QualityExport
from repairs.log.models.planner_alert import AlertedVisit, PlannerAlert
from repairs.log.models.repair import Repair, VisitToPlan
from repairs.log.models.repair_link import RepairLink
from repairs.log.models.staff_note import StaffNote
from repairs.log.models.visit_answer import VisitAnswer
from repairs.log.models.works_order import WorksOrder, WorksOrderChange

__all__ = [
    "AccessCode",
    "Addition",
    "Alarm",
    "AlertedVisit",
    "Appointment",
    "Assistance",
    "CallBack",
    "CallBackNote",
    "Complaint",
    "ContactChange",
    "DelayNote",
    "DelayedRepair",
    "DeliveryAttempt",
    "DraftLink",
    "Enquiry",
    "Event",
    "JobState",
    "JobUpdate",
    "LegalHold",
    "LostReference",
    "Message",
    "OutboxRow",
    "OutsideSystem",
    "Override",
    "PlannerAlert",
    "QualityExport",
    "Repair",
    "RepairLink",
    "StaffNote",
    "VisitAnswer",
    "VisitToPlan",
    "WorksOrder",
    "WorksOrderChange",
]
