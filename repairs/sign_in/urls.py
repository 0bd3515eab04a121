from django.urls import path

from repairs.sign_in import password_view, sessions_view, views
from repairs.sign_in.second_factor import views as second_factor
from repairs.sign_in.single_sign_on import views as single_sign_on

app_name = "staff"

urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("signed-out/", views.signed_out, name="signed-out"),
    path("time-left/", views.time_left, name="time-left"),
    path("stay/", views.stay, name="stay"),
    path("carry-on/", views.carry_on, name="carry-on"),
    path("code/", second_factor.code, name="code"),
    path("second-factor/", second_factor.set_up, name="second-factor"),
    path("recovery-codes/", second_factor.recovery_codes, name="recovery-codes"),
    path("single-sign-on/", single_sign_on.go, name="single-sign-on"),
    path("single-sign-on/back/", single_sign_on.back, name="single-sign-on-back"),
    path("sessions/", sessions_view.sessions, name="sessions"),
    path("password/", password_view.password, name="password"),
    path("password/changed/", password_view.password_changed, name="password-changed"),
]
