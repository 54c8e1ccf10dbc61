from django.http import HttpResponse

from commonweal.governance.exports import Export


def as_download(export: Export) -> HttpResponse:
    """Return an export as a file to save. Its name says nothing about the person."""
    response = HttpResponse(export.as_zip(), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="what-we-hold.zip"'
    return response
