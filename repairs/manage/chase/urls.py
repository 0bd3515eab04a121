from django.urls import path

from repairs.manage.chase import views
from repairs.manage.chase.after_visit_view import after_visit
from repairs.manage.chase.first_time_view import first_time

urlpatterns = [
    path("ask/<str:kind>/", views.ask, name="ask"),
    path("ring/", views.ring, name="ring"),
    path("first-time/", first_time, name="first-time"),
    path("two-questions/", after_visit, name="after-visit"),
]
