from django.urls import path

from repairs.contact_centre.find import begin_views, record_views, views

urlpatterns = [
    path("find/", views.find, name="find-home"),
    path("find/suggest/", views.suggest, name="suggest-homes"),
    path("find/choose/<uuid:draft_id>/", begin_views.choose, name="choose-home"),
    path("find/not-listed/", begin_views.not_listed, name="home-not-listed"),
    path("homes/<int:home_id>/", record_views.record, name="home-record"),
]
