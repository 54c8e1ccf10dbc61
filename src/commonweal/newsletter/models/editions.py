from django.db import models

from commonweal.newsletter.models.issues import Issue


class Edition(models.Model):
    """An issue as one group of recipients gets it, frozen: those for whom the same
    items were chosen share it. Nothing in it changes after it was made.

    In place of each recipient's own links stand the words of ``placeholders``.
    """

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="editions")
    items = models.JSONField(help_text="Keys of the items in it, in their order.")
    subject = models.CharField(max_length=150)
    html = models.TextField()
    text = models.TextField()
    digest = models.CharField(
        max_length=64, help_text="SHA-256 of subject, HTML and text."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "digest"], name="newsletter_edition_once"
            )
        ]

    def __str__(self) -> str:
        return f"edition {self.pk} of {self.issue_id}"
