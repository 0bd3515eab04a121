from django.urls import path

from repairs.photos import views

app_name = "photos"
urlpatterns = [path("link/<str:token>/", views.show_photo, name="link")]
