from django.urls import include, path

from repairs.manage import change_views, end_links_view, views

app_name = "manage"
urlpatterns = [
    path("r/<str:token>", views.open_link, name="link"),
    path("links-ended/", end_links_view.links_ended, name="links-ended"),
    path("repair/<str:reference>/", views.repair, name="repair"),
    path("repair/<str:reference>/appointment.ics", views.calendar, name="calendar"),
    path("repair/<str:reference>/time/", change_views.time, name="time"),
    path("repair/<str:reference>/cancel/", change_views.cancel, name="cancel"),
    path("repair/<str:reference>/", include("repairs.manage.chase.urls")),
    path("repair/<str:reference>/", include("repairs.manage.change.urls")),
    path("repair/<str:reference>/links/", end_links_view.end_links, name="end-links"),
]
