"""What owners of services tell the editors."""

from django.db import models

from commonweal.directory.models.services import SupportService


class OwnerMessage(models.Model):
    """“Something has changed”, in an owner's words, until an editor has seen to it."""

    service = models.ForeignKey(
        SupportService, on_delete=models.CASCADE, related_name="messages"
    )
    words = models.TextField(max_length=2000)
    sent_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sent_at"]
        indexes = [models.Index(fields=["sent_at"])]

    def __str__(self) -> str:
        return f"About {self.service_id}"
