from django.urls import path

from commonweal.people import views

urlpatterns = [
    path(
        "sign-in/demonstration/<int:person_id>/<str:token>/",
        views.demonstration_sign_in,
        name="demonstration_sign_in",
    ),
]
