from django.urls import path

from repairs.contact_centre.hand_over import take_views

urlpatterns = [
    path("take-over/", take_views.take_over, name="take-over"),
    path("take-over/<uuid:draft_id>/", take_views.take_over_report, name="take-over-report"),
]
