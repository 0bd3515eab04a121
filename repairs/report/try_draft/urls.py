from django.urls import path

from repairs.report.try_draft.views import keep, try_draft, try_published

urlpatterns = [
    path("<int:pk>/", try_draft, name="try-draft"),
    path("<int:pk>/keep/", keep, name="try-keep"),
    path("published/<int:pk>/", try_published, name="try-published"),
]
