from django.db import models

from commonweal.pages.models import NewsPage


class ImportedItem(models.Model):
    """An item of the old site that was imported, and what became of it here.

    Known by its title and published date on the old site, so that it is found
    again whatever an editor has done to the page since.
    """

    key = models.CharField(
        max_length=64, unique=True, help_text="SHA-256 of the old title and date."
    )
    title = models.CharField(max_length=255)
    published_on = models.DateField()
    seen_in = models.TextField(help_text="The files it was seen in, one a line.")
    digest = models.CharField(
        max_length=64, help_text="SHA-256 of everything the last import read of it."
    )
    page = models.OneToOneField(
        NewsPage,
        null=True,
        on_delete=models.SET_NULL,
        related_name="imported_item",
        help_text="Empty once an editor has deleted the page.",
    )
    revision_id = models.PositiveBigIntegerField(
        help_text="The page's latest revision when the import left it."
    )
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["-published_on", "title"]

    def __str__(self) -> str:
        return self.title

    def is_edited_here(self) -> bool:
        """Whether somebody has changed or deleted the page since. Asks for the page."""
        return self.page is None or self.page.latest_revision_id != self.revision_id
