from django.urls import URLPattern

app_name = "right_door"

urlpatterns: list[URLPattern] = []
