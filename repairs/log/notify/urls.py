from django.urls import path

from repairs.log.notify import views

urlpatterns = [path("receipts/", views.receipts, name="notify-receipts")]
