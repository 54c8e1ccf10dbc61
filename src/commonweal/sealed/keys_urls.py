from django.urls import path

from commonweal.sealed.views import break_glass, managing, team_keys, unlocking

urlpatterns = [
    path("desk/unlock/", unlocking.unlock, name="unlock"),
    path("desk/lock/", unlocking.lock, name="lock"),
    path("desk/passphrase/", unlocking.passphrase, name="passphrase"),
    path("desk/passphrase/forgotten/", unlocking.forgotten, name="forgotten"),
    path("desk/team/<int:team_id>/", team_keys.team_keys, name="team_keys"),
    path("desk/team/<int:team_id>/start/", team_keys.start, name="start_team"),
    path("desk/team/<int:team_id>/new-key/", team_keys.new_key, name="new_team_key"),
    path(
        "desk/team/<int:team_id>/let-in/<int:member_id>/",
        team_keys.let_member_in,
        name="let_in",
    ),
    path(
        "desk/team/<int:team_id>/take-off/<int:member_id>/",
        team_keys.take_off,
        name="take_off",
    ),
    path("teams/", managing.teams, name="teams"),
    path("teams/new/", managing.new_team, name="new_team"),
    path("teams/<int:team_id>/", managing.team, name="team"),
    path("teams/<int:team_id>/change/", managing.change_team, name="change_team"),
    path("teams/<int:team_id>/form/", managing.new_route, name="new_route"),
    path(
        "teams/<int:team_id>/remove/<int:member_id>/",
        managing.remove,
        name="remove_member",
    ),
    path("teams/form/<int:route_id>/", managing.change_route, name="change_route"),
    path("break-glass/", break_glass.break_glass, name="break_glass"),
    path("break-glass/make/", break_glass.make, name="make_break_glass"),
    path("break-glass/try/", break_glass.try_codes, name="try_break_glass"),
    path("break-glass/<int:team_id>/", break_glass.recover, name="recover_team"),
]
