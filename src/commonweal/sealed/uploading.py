"""Receives files into memory. Django's own way writes large ones to the disk, in clear,
where they would lie for whoever can read it."""

from io import BytesIO
from typing import IO, Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from commonweal.sealed.attachments import LARGEST

# The file, and the little that a form has around it.
LARGEST_BODY = LARGEST + 64 * 1024
LARGEST_READ = 10 * LARGEST
PIECE = 64 * 1024


class InMemoryHandler(FileUploadHandler):
    """Takes one file into memory, and stops when it is too large.

    Attributes:
        is_too_large: whether something was left out for its size.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.is_too_large = False
        self._content = BytesIO()
        self._files = 0

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, str],  # noqa: N803 - Django's name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> tuple[QueryDict, MultiValueDict[str, UploadedFile[Any]]] | None:
        """Take nothing when the whole is too large already. It is read to its end all
        the same, because a browser that is cut short shows no page of ours."""
        if content_length <= LARGEST_BODY:
            return None
        self.is_too_large = True
        left = min(content_length, LARGEST_READ)
        while left > 0:
            piece = input_data.read(min(left, PIECE))
            if not piece:
                break
            left -= len(piece)
        return QueryDict(encoding=encoding), MultiValueDict()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file: the first is taken, others are not asked for."""
        super().new_file(*args, **kwargs)
        self._files += 1
        if self._files > 1:
            raise SkipFile
        self._content = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece, unless the file has become too large."""
        if start + len(raw_data) > LARGEST:
            self.is_too_large = True
            self._content = BytesIO()
            raise StopUpload(connection_reset=False)
        self._content.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        """Hand the file over."""
        if self.is_too_large:
            return None
        self._content.seek(0)
        return InMemoryUploadedFile(
            file=self._content,
            field_name=self.field_name,
            name=self.file_name or "",
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )


def receive_in_memory(request: HttpRequest) -> InMemoryHandler:
    """Let this request's files come into memory, whatever the settings say. To be called
    before anything looks at what was sent.

    Raises:
        AttributeError: something has looked already.
    """
    handler = InMemoryHandler(request)
    request.upload_handlers = [handler]
    return handler
