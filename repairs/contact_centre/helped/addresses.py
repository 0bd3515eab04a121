"""The addresses on a page that an agent has open for a resident: those of the repair lead to pages under /staff/.

So the views and templates of residents are used as they are, and neither sees the other's cookie.
"""

from django.urls import include, path

from repairs.contact_centre.helped.pages import helped_pages

urlpatterns = [
    # The first of two with the same name is the one that is found.
    path("staff/repairs/<str:reference>/help/", include((helped_pages, "manage"))),
    path("", include("repairs.urls")),
]
