"""Come before the pages of a call and of a repair, whose addresses take anything."""

from django.urls import path

from repairs.contact_centre.overrides import listed, priority_of_call, quality, repairs, times_of_call

urlpatterns = [
    path("calls/<uuid:draft_id>/priority/", priority_of_call.priority, name="call-priority"),
    path("calls/<uuid:draft_id>/other-times/", times_of_call.times, name="call-other-times"),
    path("repairs/<str:reference>/priority/", repairs.priority, name="repair-priority"),
    path("repairs/<str:reference>/other-times/", repairs.times, name="repair-other-times"),
    path("overrides/", listed.overrides, name="overrides"),
    path("overrides/file/", listed.file, name="overrides-file"),
    path("quality/", quality.quality, name="quality"),
]
