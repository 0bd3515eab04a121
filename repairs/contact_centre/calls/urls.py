from django.urls import path

from repairs.contact_centre.calls import views

urlpatterns = [
    path("", views.calls, name="calls"),
    path("<uuid:draft_id>/done/", views.done, name="call-done"),
    path("<uuid:draft_id>/<path:slug>/", views.page, name="call-page"),
]
