from commonweal.intake.models.doors import Door, Option, Rule
from commonweal.intake.models.hours import ExceptionalDay, Hours, OpeningTime

__all__ = ["Door", "ExceptionalDay", "Hours", "OpeningTime", "Option", "Rule"]
