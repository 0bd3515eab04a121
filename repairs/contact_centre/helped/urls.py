from django.urls import include, path

from repairs.contact_centre.helped import views
from repairs.contact_centre.helped.pages import helped_pages

urlpatterns = [
    path("<str:reference>/", views.repair, name="repair"),
    path("<str:reference>/verify/", views.verify_caller, name="verify"),
    path("<str:reference>/longer/", views.help_longer, name="help-longer"),
    path("<str:reference>/end/", views.end_help, name="end-help"),
    path("<str:reference>/help/", include((helped_pages, "helped"))),
]
