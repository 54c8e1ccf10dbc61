from django.urls import path

from commonweal.pledges.views import by_link, desk, signing

app_name = "pledges"

COVENANT = "desk/<int:covenant_id>/"
SIGNATURE = "desk/signatures/<int:signature_id>/"
OWN = "own/<str:token>/"
urlpatterns = [
    path("", signing.covenants, name="covenants"),
    path("desk/", desk.covenants, name="desk"),
    path("desk/new/", desk.new_covenant, name="desk_new"),
    path(COVENANT, desk.covenant, name="desk_covenant"),
    path(f"{COVENANT}edit/", desk.edit_covenant, name="desk_edit"),
    path(f"{COVENANT}text/", desk.new_version, name="desk_version"),
    path(f"{COVENANT}export/", desk.take_out, name="desk_export"),
    path(SIGNATURE, desk.signature, name="desk_signature"),
    path(f"{SIGNATURE}held/", desk.download, name="desk_held"),
    path("confirm/<str:token>/", by_link.confirm_signature, name="confirm"),
    path(OWN, by_link.own, name="own"),
    path(f"{OWN}renew/", by_link.renew_own, name="renew"),
    path(f"{OWN}listing/", by_link.list_own, name="listing"),
    path(f"{OWN}withdraw/", by_link.withdraw_own, name="withdraw"),
    path(f"{OWN}certificate/", by_link.own_certificate, name="certificate"),
    path("<slug:slug>/", signing.covenant, name="covenant"),
    path("<slug:slug>/sign/", signing.sign_covenant, name="sign"),
    path("<slug:slug>/sent/", signing.sent, name="sent"),
    path("<slug:slug>/version/<int:number>/", signing.version, name="version"),
]
