from django.urls import include, path

from repairs.manage import change_views, end_links_view, views
from repairs.manage.change.urls import urlpatterns as change
from repairs.manage.chase.urls import urlpatterns as chase

app_name = "manage"

of_a_repair = [
    path("", views.repair, name="repair"),
    path("appointment.ics", views.calendar, name="calendar"),
    path("time/", change_views.time, name="time"),
    path("cancel/", change_views.cancel, name="cancel"),
    *chase,
    *change,
    path("links/", end_links_view.end_links, name="end-links"),
    path("links/ended/", end_links_view.links_ended, name="links-ended"),
]
"""A resident's own pages, which agents have too: see `repairs.contact_centre.helped`."""

urlpatterns = [
    path("r/<str:token>", views.open_link, name="link"),
    path("repair/<str:reference>/", include(of_a_repair)),
]
