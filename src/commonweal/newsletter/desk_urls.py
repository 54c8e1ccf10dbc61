from django.urls import URLPattern, URLResolver, include, path

from commonweal.newsletter.views import (
    desk_arranging,
    desk_home,
    desk_issue,
    desk_items,
    desk_sending,
)

ITEM = [
    path("", desk_items.edit, name="desk_item"),
    path("do/", desk_items.act, name="desk_act"),
    path("picture/", desk_items.picture, name="desk_picture"),
    path("audience/", desk_items.audience, name="desk_audience"),
    path("merge/", desk_items.merge, name="desk_merge"),
]
ISSUE = [
    path("", desk_issue.issue, name="desk_issue"),
    path("heading/", desk_issue.heading, name="desk_heading"),
    path("leader/", desk_issue.leader, name="desk_leader"),
    path("items/new/", desk_issue.new_item, name="desk_new_item"),
    path("check/", desk_sending.check, name="desk_check"),
    path("check/override/", desk_sending.override, name="desk_override"),
    path("submit/", desk_sending.submit, name="desk_submit"),
    path("approve/", desk_sending.approve, name="desk_approve"),
    path("send-back/", desk_sending.back, name="desk_send_back"),
    path("schedule/", desk_sending.schedule, name="desk_schedule"),
    path("unschedule/", desk_sending.unschedule, name="desk_unschedule"),
    path("send-now/", desk_sending.send_now, name="desk_send_now"),
    path("call-off/", desk_sending.call_off, name="desk_call_off"),
    path("test/", desk_sending.try_out, name="desk_test"),
]
SECTIONS = [
    path("", desk_arranging.sections, name="desk_sections"),
    path("new/", desk_arranging.new_section, name="desk_new_section"),
    path("<int:section_id>/", desk_arranging.section, name="desk_section"),
    path(
        "<int:section_id>/move/",
        desk_arranging.shift_section,
        name="desk_move_section",
    ),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/", desk_home.desk, name="desk"),
    path("desk/settings/", desk_arranging.settings, name="desk_settings"),
    path("desk/sections/", include(SECTIONS)),
    path("desk/items/<int:item_id>/", include(ITEM)),
    path("desk/<int:issue_id>/", include(ISSUE)),
]
