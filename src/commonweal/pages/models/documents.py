"""Files to download, which know how many pages they have."""

from typing import Any

from django.db import models
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as StockDocument


class PartnershipDocument(AbstractDocument):
    """A file that pages offer for download."""

    page_count = models.PositiveIntegerField(null=True, blank=True, editable=False)

    admin_form_fields = StockDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"
        verbose_name_plural = "documents"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the file and count its pages, when it is a new PDF."""
        if self.file and not self.file._committed:
            self.page_count = count_pages(self.file.file)
        super().save(*args, **kwargs)


def count_pages(file: Any) -> int | None:
    """Return a PDF's number of pages; None for any other or a damaged file."""
    try:
        return len(PdfReader(file).pages)
    except (PyPdfError, OSError, ValueError, RecursionError):
        return None
    finally:
        file.seek(0)
