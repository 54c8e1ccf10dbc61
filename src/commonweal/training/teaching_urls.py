"""The pages of trainers, who have no use for the editor's admin."""

from django.urls import path

from commonweal.training.views import desk_register

app_name = "teaching"

urlpatterns = [
    path("", desk_register.teaching, name="mine"),
    path("<int:session_id>/", desk_register.my_register, name="session"),
    path(
        "<int:session_id>/meetings/<int:meeting_id>/",
        desk_register.my_register,
        name="meeting",
    ),
    path(
        "<int:session_id>/meetings/<int:meeting_id>/print/",
        desk_register.register_to_print,
        name="print",
    ),
]
