from django.urls import include, path

app_name = "contact-centre"

urlpatterns = [
    path("", include("repairs.contact_centre.hand_over.urls")),
    path("", include("repairs.contact_centre.overrides.urls")),
    path("call-backs/", include("repairs.contact_centre.call_backs.urls")),
    path("calls/", include("repairs.contact_centre.calls.urls")),
    path("planning/", include("repairs.contact_centre.planning.urls")),
    path("repairs/", include("repairs.contact_centre.helped.urls")),
    path("", include("repairs.contact_centre.find.urls")),
]
