"""What staff see of repairs. Only a call back can be changed: a note, and that it is done."""

from repairs.log.admin.call_backs import CallBackAdmin
from repairs.log.admin.delay_notes import DelayNoteAdmin
from repairs.log.admin.enquiries import ComplaintAdmin, EnquiryAdmin
from repairs.log.admin.events import EventAdmin
from repairs.log.admin.legal_holds import LegalHoldAdmin
from repairs.log.admin.outbox import MessageAdmin, WorksOrderAdmin
from repairs.log.admin.planner_alerts import PlannerAlertAdmin
from repairs.log.admin.planning import VisitToPlanAdmin
from repairs.log.admin.repairs import RepairAdmin
from repairs.log.admin.visit_answers import VisitAnswerAdmin

__all__ = [
    "CallBackAdmin",
    "ComplaintAdmin",
    "DelayNoteAdmin",
    "EnquiryAdmin",
    "EventAdmin",
    "LegalHoldAdmin",
    "MessageAdmin",
    "PlannerAlertAdmin",
    "RepairAdmin",
    "VisitAnswerAdmin",
    "VisitToPlanAdmin",
    "WorksOrderAdmin",
]
