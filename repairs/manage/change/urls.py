from django.urls import path

from repairs.manage.change import contact_views
from repairs.manage.change.add_view import add
from repairs.manage.change.visit_view import visit

urlpatterns = [
    path("add/", add, name="add"),
    path("contact/", contact_views.contact, name="contact"),
    path("contact/code/", contact_views.code, name="contact-code"),
    path("contact/code/new/", contact_views.new_code, name="new-contact-code"),
    path("visit-details/", visit, name="visit-details"),
]
