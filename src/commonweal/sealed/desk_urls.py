from django.urls import (
    URLPattern,
    URLResolver,
    include,
    path,
    register_converter,
)
from django.urls.converters import StringConverter

from commonweal.sealed.views import (
    desk_forwarding,
    desk_home,
    desk_log,
    desk_reading,
    desk_submission,
)


class ReferenceConverter(StringConverter):
    """What can be a reference as it is kept: "desk/unlock/" is another page."""

    regex = "[0-9A-HJKMNP-TV-Z]{8}"


register_converter(ReferenceConverter, "reference")

SUBMISSION = [
    path("", desk_submission.submission, name="desk_submission"),
    path("open/", desk_reading.read, name="desk_open"),
    path("print/", desk_reading.on_paper, name="desk_print"),
    path("export/", desk_reading.export, name="desk_export"),
    path("files/<int:number>/", desk_reading.attachment, name="desk_file"),
    path("decide/", desk_submission.decision, name="desk_decide"),
    path("hold/", desk_submission.put_on_hold, name="desk_hold"),
    path("hold/end/", desk_submission.end_hold, name="desk_end_hold"),
    path("forward/", desk_forwarding.choose, name="desk_forward"),
    path("forwarded/<reference:copy>/", desk_forwarding.receipt, name="desk_forwarded"),
    path("log/", desk_log.of_submission, name="desk_submission_log"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/", desk_home.desk, name="desk"),
    path("desk/search/", desk_home.search, name="desk_search"),
    path("desk/log/", desk_log.of_teams, name="desk_log"),
    path("desk/log/all/", desk_log.everything, name="whole_log"),
    path("desk/<reference:reference>/", include(SUBMISSION)),
]
