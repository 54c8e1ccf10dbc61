"""The same walks inside this process, to look into its cache.

    python -m benchmarks.sealed_forms.in_process SEED START...

Prints as JSON what was planted, how often it was found in the cache, and whether a
control that was put there was.
"""

import json
import pickle
import sys

import django

django.setup()

from django.core.cache import cache, caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from benchmarks.sealed_forms.canary_content import CONTROL
from benchmarks.sealed_forms.walking import Planter, Walk

FROM_HERE = {"origin": "http://localhost", "sec-fetch-site": "same-origin"}


class InProcess:
    """A browser that calls the site without a server."""

    def __init__(self) -> None:
        self.client = Client(raise_request_exception=False, SERVER_NAME="localhost")

    def get(self, address: str) -> tuple[int, str, str]:
        return self._said(self.client.get(address, follow=True))

    def post(
        self,
        address: str,
        fields: dict[str, list[str]],
        files: dict[str, tuple[str, bytes]] | None = None,
    ) -> tuple[int, str, str]:
        sent: dict[str, object] = {**fields}
        for name, (title, content) in (files or {}).items():
            sent[name] = SimpleUploadedFile(title, content)
        answer = self.client.post(address, sent, follow=True, headers=FROM_HERE)
        return self._said(answer)

    def _said(self, answer: object) -> tuple[int, str, str]:
        path = answer.request["PATH_INFO"]  # type: ignore[attr-defined]
        query = answer.request["QUERY_STRING"]  # type: ignore[attr-defined]
        address = f"{path}?{query}" if query else path
        return answer.status_code, address, answer.content.decode()  # type: ignore[attr-defined]


def main(seed: int, starts: list[str]) -> dict[str, object]:
    planter = Planter(seed)
    cache.set("control", f"{CONTROL}-cache")
    for start in starts:
        walk = Walk(InProcess(), planter)
        walk.send(walk.to_the_check(start))
    held = pickle.dumps(dict(caches["default"]._cache))  # type: ignore[attr-defined]
    # What is kept is pickled once itself: its strings stand there as they are.
    return {
        "planted": planter.planted,
        "hits": sum(word.encode() in held for word in planter.planted),
        "control": f"{CONTROL}-cache".encode() in held,
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), sys.argv[2:])))
