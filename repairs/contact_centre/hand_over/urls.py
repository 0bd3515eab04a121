from django.urls import path

from repairs.contact_centre.hand_over import photo_view, resident_views, take_views

urlpatterns = [
    path("take-over/", take_views.take_over, name="take-over"),
    path("take-over/<uuid:draft_id>/", take_views.take_over_report, name="take-over-report"),
    path("calls/<uuid:draft_id>/to-resident/", resident_views.to_resident, name="to-resident"),
    path("calls/<uuid:draft_id>/with-resident/", resident_views.with_resident, name="with-resident"),
    path("repairs/<str:reference>/photo-link/", photo_view.photo_link, name="photo-link"),
]
