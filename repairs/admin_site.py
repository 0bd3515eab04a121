"""The staff admin: Django's own under our own name."""

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig


class StaffAdminSite(admin.AdminSite):
    site_header = "Report a repair: staff"
    site_title = "Report a repair"
    index_title = "What would you like to look after?"
    enable_nav_sidebar = False


class StaffAdminConfig(AdminConfig):
    default_site = "repairs.admin_site.StaffAdminSite"
