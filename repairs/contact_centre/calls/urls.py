from django.urls import path

from repairs.contact_centre.calls import ending, views

urlpatterns = [
    path("", views.calls, name="calls"),
    path("<uuid:draft_id>/done/", ending.done, name="call-done"),
    path("<uuid:draft_id>/give-up/", ending.give_up_call, name="give-up"),
    path("<uuid:draft_id>/<path:slug>/", views.page, name="call-page"),
]
