"""Who answers enquiries and runs surveys."""

DESK = ["intake.answer_enquiries", "intake.run_surveys"]
