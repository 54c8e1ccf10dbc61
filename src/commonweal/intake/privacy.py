from commonweal.intake.enquiry_privacy import HOLDINGS as ENQUIRIES

HOLDINGS = [*ENQUIRIES]
