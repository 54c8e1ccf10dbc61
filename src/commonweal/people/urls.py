"""Signing in, and one's own account.

Those of django-allauth's views that we use, at addresses of ours; what it offers
for passwords and usernames is not reachable. Each says here who may open it.
"""

from allauth.account import views as account_views
from allauth.mfa.base import views as second_step_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as app_views
from allauth.mfa.webauthn import views as passkey_views
from allauth.socialaccount import views as social_views
from allauth.socialaccount.providers.openid_connect import views as oidc_views
from allauth.usersessions import views as session_views
from django.urls import path

from commonweal.people import views
from commonweal.people.access import entrance, signed_in

sign_in = entrance(account_views.request_login_code)
confirm_again = signed_in(second_step_views.reauthenticate)

urlpatterns = [
    # Wagtail's own page asks for a password, which nobody has.
    path("admin/login/", views.admin_login),
    path(
        "sign-in/demonstration/<int:person_id>/<str:token>/",
        views.demonstration_sign_in,
        name="demonstration_sign_in",
    ),
    # Signing in
    path("account/sign-in/", sign_in, name="account_login"),
    path("account/sign-in/", sign_in, name="account_request_login_code"),
    path(
        "account/sign-in/code/",
        entrance(account_views.confirm_login_code),
        name="account_confirm_login_code",
    ),
    path(
        "account/sign-in/second-step/",
        entrance(second_step_views.authenticate),
        name="mfa_authenticate",
    ),
    path(
        "account/sign-in/passkey/",
        entrance(passkey_views.login_webauthn),
        name="mfa_login_webauthn",
    ),
    path("account/sign-out/", entrance(account_views.logout), name="account_logout"),
    path(
        "account/closed/",
        entrance(account_views.account_inactive),
        name="account_inactive",
    ),
    # Making an account
    path("account/create/", entrance(account_views.signup), name="account_signup"),
    path(
        "account/create/code/",
        entrance(account_views.email_verification_sent),
        name="account_email_verification_sent",
    ),
    # One's own account
    path("account/", views.account, name="account"),
    path("account/name/", views.change_name, name="account_name"),
    path(
        "account/line-manager/",
        views.change_line_manager,
        name="account_line_manager",
    ),
    path("account/email/", signed_in(account_views.email), name="account_email"),
    path("account/organisations/", views.find_organisation, name="account_work"),
    path("account/organisations/join/", views.join_work, name="account_join_work"),
    path(
        "account/organisations/<int:membership_id>/left/",
        views.end_work,
        name="account_end_work",
    ),
    path(
        "account/sessions/",
        signed_in(session_views.list_usersessions),
        name="usersessions_list",
    ),
    path("account/download/", views.download, name="account_download"),
    path("account/close/", views.close, name="account_close"),
    # The second step
    path("account/confirm/", confirm_again, name="account_reauthenticate"),
    path("account/confirm/", confirm_again, name="mfa_reauthenticate"),
    path(
        "account/confirm/passkey/",
        signed_in(passkey_views.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("account/second-step/", signed_in(second_step_views.index), name="mfa_index"),
    path(
        "account/second-step/app/",
        signed_in(app_views.activate_totp),
        name="mfa_activate_totp",
    ),
    path(
        "account/second-step/app/remove/",
        signed_in(app_views.deactivate_totp),
        name="mfa_deactivate_totp",
    ),
    path(
        "account/second-step/recovery-codes/",
        signed_in(recovery_views.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/second-step/recovery-codes/new/",
        signed_in(recovery_views.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/second-step/recovery-codes/download/",
        signed_in(recovery_views.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path(
        "account/second-step/passkeys/",
        signed_in(passkey_views.list_webauthn),
        name="mfa_list_webauthn",
    ),
    path(
        "account/second-step/passkeys/add/",
        signed_in(passkey_views.add_webauthn),
        name="mfa_add_webauthn",
    ),
    path(
        "account/second-step/passkeys/<int:pk>/remove/",
        signed_in(passkey_views.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path(
        "account/second-step/passkeys/<int:pk>/name/",
        signed_in(passkey_views.edit_webauthn),
        name="mfa_edit_webauthn",
    ),
    # Through an organisation's own accounts, when it is switched on
    path(
        "account/organisation/create/",
        entrance(social_views.signup),
        name="socialaccount_signup",
    ),
    path(
        "account/organisation/cancelled/",
        entrance(social_views.login_cancelled),
        name="socialaccount_login_cancelled",
    ),
    path(
        "account/organisation/error/",
        entrance(social_views.login_error),
        name="socialaccount_login_error",
    ),
    path(
        "account/organisation/linked/",
        views.linked_organisation,
        name="socialaccount_connections",
    ),
    path(
        "account/<slug:provider_id>/login/",
        entrance(oidc_views.login),
        name="openid_connect_login",
    ),
    path(
        "account/<slug:provider_id>/login/callback/",
        entrance(oidc_views.callback),
        name="openid_connect_callback",
    ),
]
