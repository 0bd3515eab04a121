from django.contrib import admin
from django.urls import include, path

from repairs import pages
from repairs.health import views as health
from repairs.log import webhooks
from repairs.report import link_views
from repairs.security_txt import security_txt

handler400 = "repairs.error_pages.bad_request"
handler403 = "repairs.error_pages.not_allowed"
handler404 = "repairs.error_pages.not_found"
handler500 = "repairs.error_pages.server_error"

urlpatterns = [
    # First, because most of what is asked for is here.
    path("report/", include("repairs.report.urls")),
    path("", pages.start, name="start"),
    path("cookies/", pages.cookies, name="cookies"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("contact/", pages.contact, name="contact"),
    path("council.css", pages.council_css, name="council-css"),
    path(".well-known/security.txt", security_txt, name="security-txt"),
    path("health/", health.live, name="health"),
    path("ready/", health.ready, name="ready"),
    path("metrics/", health.metrics, name="metrics"),
    path("hms/status/", webhooks.hms_status, name="hms-status"),
    path("notify/", include("repairs.log.notify.urls")),
    path("c/<str:token>", link_views.open_link, name="draft-link"),
    path("try/", include("repairs.report.try_draft.urls")),
    path("photos/", include("repairs.photos.urls")),
    path("close-here/", pages.close_here, name="close-here"),
    path("find/", include("repairs.manage.find.urls")),
    path("", include("repairs.manage.urls")),
    path("staff/", include("repairs.sign_in.urls")),
    path("staff/", include("repairs.contact_centre.urls")),
    path("admin/", admin.site.urls),
]
