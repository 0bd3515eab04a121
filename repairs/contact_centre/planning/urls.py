from django.urls import path

from repairs.contact_centre.planning import day_view, list_views, start_view
from repairs.contact_centre.planning.place import views

urlpatterns = [
    path("", start_view.planning, name="planning"),
    path("to-book/", list_views.to_book, name="planning-to-book"),
    path("day/", day_view.day, name="planning-day"),
    path("late/", list_views.late, name="planning-late"),
    path("enquiries/", list_views.enquiries, name="planning-enquiries"),
    path("<str:reference>/", views.place, name="planning-place"),
]
