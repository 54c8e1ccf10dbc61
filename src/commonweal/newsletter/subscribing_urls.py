from django.urls import URLPattern, path

from commonweal.newsletter.views import (
    desk_lists,
    desk_subscribers,
    mail_events,
    preferences,
    signing_up,
    unsubscribing,
)

SUBSCRIBER = "desk/subscribers/<int:subscriber_id>/"
urlpatterns: list[URLPattern] = [
    path("sign-up/", signing_up.subscribe, name="sign_up"),
    path("sign-up/sent/", signing_up.signed_up, name="signed_up"),
    path("confirm/<str:token>/", signing_up.confirm_sign_up, name="confirm"),
    path("confirm/<str:token>/again/", signing_up.confirm_again, name="confirm_again"),
    path("invitation/<str:token>/", signing_up.invitation, name="invitation"),
    path("preferences/", preferences.preferences_link, name="preferences_link"),
    path("preferences/sent/", preferences.preferences_sent, name="preferences_sent"),
    path("preferences/<str:token>/", preferences.preferences, name="preferences"),
    path("preferences/<str:token>/pause/", preferences.pause_page, name="pause"),
    path("preferences/<str:token>/resume/", preferences.resume_now, name="resume"),
    path(
        "preferences/<str:token>/start-again/",
        preferences.start_again,
        name="start_again",
    ),
    path(
        "preferences/<str:token>/address/",
        preferences.change_address,
        name="change_address",
    ),
    path("address/<str:token>/", preferences.new_address, name="new_address"),
    path("unsubscribe/<str:token>/", unsubscribing.unsubscribe, name="unsubscribe"),
    path("mail-events/", mail_events.mail_events, name="mail_events"),
    path("desk/subscribers/", desk_subscribers.subscribers, name="subscribers"),
    path("desk/subscribers/import/", desk_lists.bring, name="import_subscribers"),
    path("desk/subscribers/export/", desk_lists.take_out, name="export_subscribers"),
    path(SUBSCRIBER, desk_subscribers.subscriber, name="subscriber"),
    path(f"{SUBSCRIBER}end/", desk_subscribers.end, name="end_subscriber"),
    path(f"{SUBSCRIBER}erase/", desk_subscribers.erase, name="erase_subscriber"),
    path(f"{SUBSCRIBER}held/", desk_subscribers.download, name="held_of_subscriber"),
]
