from django.urls import path

from repairs.contact_centre.call_backs import act_views, list_views, one_views

urlpatterns = [
    path("", list_views.call_backs, name="call-backs"),
    path("new/", list_views.new, name="call-backs-new"),
    path("<int:pk>/", one_views.call_back, name="call-back"),
    path("<int:pk>/take/", act_views.take, name="call-back-take"),
    path("<int:pk>/give-back/", act_views.give_back, name="call-back-give-back"),
    path("<int:pk>/take-over/", one_views.take_over, name="call-back-take-over"),
    path("<int:pk>/note/", one_views.note, name="call-back-note"),
    path("<int:pk>/no-answer/", one_views.no_answer, name="call-back-no-answer"),
    path("<int:pk>/close/", one_views.close, name="call-back-close"),
    path("<int:pk>/report/", act_views.report, name="call-back-report"),
]
