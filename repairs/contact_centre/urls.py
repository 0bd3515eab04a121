from django.urls import include, path

app_name = "contact-centre"

urlpatterns = [
    path("calls/", include("repairs.contact_centre.calls.urls")),
]
