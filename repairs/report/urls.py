from django.urls import path

from repairs.report import views

app_name = "report"
urlpatterns = [
    path("", views.new, name="new"),
    path("<uuid:draft_id>/done/", views.done, name="done"),
    path("<uuid:draft_id>/take-back/", views.take_back, name="take-back"),
    path("<uuid:draft_id>/appointment.ics", views.calendar, name="calendar"),
    path("<uuid:draft_id>/<path:slug>/", views.page, name="page"),
]
