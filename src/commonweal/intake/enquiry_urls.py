from django.urls import path

from commonweal.intake.views import (
    enquiries,
    enquiry_arranging,
    enquiry_desk,
    survey_desk,
    surveys,
)

app_name = "enquiries"

ENQUIRY = "desk/<int:enquiry_id>/"
ARRANGE = "desk/arrange/"
ROUTE = f"{ARRANGE}route/<int:route_id>/"
TEMPLATE = f"{ARRANGE}answer/<int:template_id>/"
SURVEYS = "desk/surveys/"
SURVEY = f"{SURVEYS}<int:survey_id>/"
urlpatterns = [
    path("", enquiries.home, name="home"),
    path("ask/", enquiries.ask, name="ask"),
    path("another-format/", enquiries.another_format, name="format"),
    path("data-complaint/", enquiries.complain, name="complaint"),
    path("sent/<str:token>/", enquiries.sent, name="sent"),
    path("survey/<slug:key>/", surveys.survey, name="survey"),
    path("survey/<slug:key>/thanks/", surveys.thanks, name="survey_thanks"),
    path("desk/", enquiry_desk.enquiries, name="desk"),
    path(ENQUIRY, enquiry_desk.enquiry, name="desk_enquiry"),
    path(f"{ENQUIRY}do/<slug:name>/", enquiry_desk.act, name="act"),
    path(f"{ENQUIRY}erase/", enquiry_desk.erase, name="erase"),
    path(f"{ENQUIRY}held/", enquiry_desk.download, name="held"),
    path(ARRANGE, enquiry_arranging.arrange, name="arrange"),
    path(f"{ARRANGE}route/new/", enquiry_arranging.route, name="new_route"),
    path(ROUTE, enquiry_arranging.route, name="route"),
    path(f"{ROUTE}delete/", enquiry_arranging.remove_route, name="drop_route"),
    path(f"{ARRANGE}answer/new/", enquiry_arranging.template, name="new_template"),
    path(TEMPLATE, enquiry_arranging.template, name="template"),
    path(f"{TEMPLATE}delete/", enquiry_arranging.remove_template, name="drop_template"),
    path(SURVEYS, survey_desk.surveys, name="surveys"),
    path(f"{SURVEYS}new/", survey_desk.new_survey, name="new_survey"),
    path(SURVEY, survey_desk.survey, name="desk_survey"),
    path(f"{SURVEY}edit/", survey_desk.edit_survey, name="edit_survey"),
    path(f"{SURVEY}question/", survey_desk.new_question, name="new_question"),
    path(f"{SURVEY}delete/", survey_desk.remove_survey, name="drop_survey"),
    path(f"{SURVEY}results.csv", survey_desk.take_out, name="survey_results"),
    path(f"{SURVEY}qr.svg", survey_desk.qr_code, name="survey_qr"),
    path(
        f"{SURVEYS}question/<int:question_id>/delete/",
        survey_desk.remove_question,
        name="drop_question",
    ),
]
