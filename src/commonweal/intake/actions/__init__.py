"""What is done in this room. All take keyword arguments, the moment among them."""

from commonweal.intake.actions.beginning import begin_right_door
from commonweal.intake.actions.publishing import write_right_door

__all__ = ["begin_right_door", "write_right_door"]
