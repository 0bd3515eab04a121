from django.urls import include, path

urlpatterns = [path("photos/", include("repairs.photos.urls"))]
