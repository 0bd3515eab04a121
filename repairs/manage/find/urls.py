from django.urls import path

from repairs.manage.find import lost_views, views

app_name = "find"
urlpatterns = [
    path("", views.find, name="find"),
    path("status/", views.status, name="status"),
    path("code/", views.code, name="code"),
    path("code/new/", views.ask_for_code, name="ask-for-code"),
    path("lost/", lost_views.lost, name="lost"),
    path("lost/sent/", lost_views.lost_sent, name="lost-sent"),
    path("mine/", lost_views.mine, name="mine"),
]
