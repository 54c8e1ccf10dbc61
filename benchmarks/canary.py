"""Whether anything of what people send in sealed forms lies anywhere in clear.

    python benchmarks/canary.py [--database sqlite] [--seed 1] [--json]

A real site, with production settings, on a throw-away database: every form is filled
in over HTTP with strings that occur nowhere else, in each field, in an attachment and
in its name, and sent; one is left half-way; one gets wrong answers, a refused file and
an error of the server's own (500). A member then reads what was sent. Afterwards all
places where data could lie are searched for each string: the whole database as text,
by itself the outbox and the queue of tasks, all files of the site, its cache, its log,
the environment of a fresh server, and a backup made as the manual says. In each place
a control string was put in clear, and must be found.

Then a fresh process with every environment variable tries to open what is sealed.

``planted`` counts strings, ``controls_found`` places whose control was found, ``hits``
strings found anywhere, ``burglar_opened`` what opened without a passphrase, and
``read_by_member`` strings that the member read, of ``to_be_read``. Ends with 1 unless
there are no hits, all controls, nothing opened and everything read.
"""

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import requests
from bs4 import BeautifulSoup

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.rushing.site import (
    RunningSite,
    database,
    folder_of_its_own,
)
from benchmarks.sealed_forms.walking import Planter, Walk

CONTROL = "zqxcontrol"
WALKS = 2  # through each form, each with other choices
TIMEOUT = 60
# A backup holds what was put in the database.
CONTROL_OF = {"backup": "database"}
TASKS = "django_tasks_database_dbtaskresult"


def main() -> None:
    options = _options()
    figures = sweep(options.database, options.seed)
    _report(figures, options)
    sys.exit(0 if is_right(figures) else 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--database", choices=["postgresql", "sqlite"], default="postgresql"
    )
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def is_right(figures: dict[str, Any]) -> bool:
    """Whether nothing was found that should not be, and everything that should."""
    return bool(
        figures["hits"] == 0
        and figures["planted"] > 0
        and figures["controls_found"] == len(figures["searched"])
        and figures["burglar_opened"] == 0
        and figures["burglar_tried"] > 0
        and figures["read_by_member"] == figures["to_be_read"] > 0
    )


class Outside:
    """A browser that calls the site over HTTP, from its own address."""

    def __init__(self, base: str) -> None:
        self.base, self.session = base, requests.Session()
        self.session.headers.update({"Origin": base, "Sec-Fetch-Site": "same-origin"})

    def get(self, address: str) -> tuple[int, str, str]:
        return self._said(self.session.get(self._whole(address), timeout=TIMEOUT))

    def post(
        self,
        address: str,
        fields: dict[str, list[str]],
        files: dict[str, tuple[str, bytes]] | None = None,
    ) -> tuple[int, str, str]:
        answer = self.session.post(
            self._whole(address), data=fields, files=files or None, timeout=TIMEOUT
        )
        return self._said(answer)

    def _whole(self, address: str) -> str:
        return address if address.startswith("http") else f"{self.base}{address}"

    def _said(self, answer: requests.Response) -> tuple[int, str, str]:
        return answer.status_code, answer.url, answer.text


def sweep(kind: str, seed: int) -> dict[str, Any]:
    """Do all of it, and return what is reported."""
    with (
        folder_of_its_own() as folder,
        database(kind, folder) as address,
    ):
        site = RunningSite(address=address, folder=folder)
        site.environment |= {
            "DEMONSTRATION": "0",
            "COMMONWEAL_CONTROL": _control("environment"),
        }
        known = json.loads(site.run("-m", "benchmarks.sealed_forms.canary_content"))
        planter = Planter(seed)
        with site:
            base = f"http://localhost:{site.port}"
            _fill_in(base, known, planter)
            _go_wrong(base, known, planter, folder)
            read = _read(base, known)
            environment = _environment_of(site)
        inside = json.loads(
            site.run(
                "-m",
                "benchmarks.sealed_forms.in_process",
                str(seed + 1),
                *known["starts"],
            )
        )
        planted = [*planter.planted, *inside["planted"]]
        places = _places(kind, address, folder) | {"environment": environment}
        burgled = json.loads(site.run("-m", "benchmarks.sealed_forms.burglar"))
    found = {
        place: sum(word.encode() in content for word in planted)
        for place, content in places.items()
    }
    found["cache"] = inside["hits"]
    controls = {
        place: _control(CONTROL_OF.get(place, place)).encode() in content
        for place, content in places.items()
    }
    controls["cache"] = inside["control"]
    return {
        "planted": len(planted),
        "controls_found": sum(controls.values()),
        "searched": sorted(found),
        "hits": sum(found.values()),
        "found": {place: hits for place, hits in found.items() if hits},
        "missing_controls": sorted(
            place for place, is_there in controls.items() if not is_there
        ),
        "burglar_tried": burgled["tried"],
        "burglar_opened": burgled["opened"],
        "to_be_read": len(planter.shown),
        "read_by_member": sum(word in read for word in planter.shown),
    }


def _control(place: str) -> str:
    return f"{CONTROL}-{place}"


def _fill_in(base: str, known: dict[str, Any], planter: Planter) -> None:
    for start in known["starts"]:
        for _ in range(WALKS):
            walk = Walk(Outside(base), planter)
            walk.send(walk.to_the_check(start))


def _go_wrong(base: str, known: dict[str, Any], planter: Planter, folder: Path) -> None:
    """Leave one form half-way, answer wrongly, and make the server fail."""
    start = known["starts"][0]
    walk = Walk(Outside(base), planter, is_shown=False)
    check = walk.to_the_check(start)
    page = _files_page(walk, start)
    too_long = f"{planter.word(is_shown=False)} " * 2000
    walk.browser.post(f"{base}{start}1/", {"answer": [too_long]})
    refused = {
        "file": (
            f"{planter.word(is_shown=False)}.exe",
            b"MZ" + planter.word(is_shown=False).encode(),
        )
    }
    walk.browser.post(page, {"deed": ["add"]}, refused)
    # The folder of attachments becomes a file: the next one fails with a 500.
    sealed = folder / "sealed"
    sealed.rename(folder / "sealed-aside")
    sealed.write_text(_control("files"))
    word = planter.word(is_shown=False)
    upload = {"file": (f"{word}.pdf", b"%PDF-1.4\n" + word.encode())}
    status, _, _ = walk.browser.post(page, {"deed": ["add"]}, upload)
    if status != 500:
        raise SystemExit(f"The server was to fail, and answered {status} ({check}).")
    sealed.rename(folder / "media-control.txt")
    (folder / "sealed-aside").rename(sealed)
    # A control for the log: a page that says its name when it fails would be seen.
    with (folder / "server.log").open("a") as log:
        log.write(f"{_control('log')}\n")


def _files_page(walk: Walk, start: str) -> str:
    for number in range(1, 60):
        status, address, text = walk.browser.get(f"{start}{number}/")
        if status == 200 and BeautifulSoup(text, "html.parser").select_one(
            "main input[type=file]"
        ):
            return address
    raise SystemExit(f"{start} takes no files")


def _read(base: str, known: dict[str, Any]) -> str:
    """Return, as one text, what a member reads of everything that was sent."""
    member = Outside(base)
    member.session.cookies.set(
        "sessionid", known["session"], domain="localhost.local", path="/"
    )
    member.session.cookies.set("sessionid", known["session"])
    said = {"passphrase": [known["passphrase"]]}
    _, address, text = _submit(member, f"{base}/forms/desk/unlock/", said)
    read = [text]
    page = BeautifulSoup(text, "html.parser")
    links = {
        str(link["href"])
        for link in page.select("main a[href^='/forms/desk/']")
        if len(str(link["href"]).strip("/").split("/")[-1]) == 8
        and str(link["href"]).strip("/").split("/")[-1].isupper()
    }
    if not links:
        raise SystemExit(
            f"The member sees nothing to open at {address}:\n{text[:3000]}"
        )
    for link in sorted(links):
        status, _, content = _submit(
            member, f"{base}{link}open/", {"why": ["act"], "words": [""]}
        )
        if status != 200:
            raise SystemExit(f"{link} answered {status}")
        read.append(content)
    return "\n".join(read)


def _submit(
    browser: Outside, address: str, said: dict[str, list[str]]
) -> tuple[int, str, str]:
    _, _, text = browser.get(address)
    token = BeautifulSoup(text, "html.parser").select_one(
        "main [name=csrfmiddlewaretoken]"
    )
    if token is None:
        raise SystemExit(f"{address} shows no form:\n{text[:2000]}")
    return browser.post(address, {**said, "csrfmiddlewaretoken": [str(token["value"])]})


def _environment_of(site: RunningSite) -> bytes:
    return b"\n".join(
        Path(f"/proc/{process}/environ").read_bytes()
        for process in [site.web.pid, *site.web_workers()]
    )


def _places(kind: str, address: str, folder: Path) -> dict[str, bytes]:
    """Return the content of every place on disk and in the database."""
    dump = _dump(kind, address, folder)
    log = (folder / "server.log").read_bytes()
    files = b"\n".join(
        each.name.encode() + b"\n" + each.read_bytes()
        for each in sorted(folder.rglob("*"))
        if each.is_file() and "sqlite3" not in each.name and "static" not in each.parts
    )
    return {
        "database": dump,
        "outbox": _lines_of(dump, "mail_outgoingemail"),
        "tasks": _lines_of(dump, TASKS),
        "files": files,
        "log": log,
        "backup": _backup(kind, address, folder),
    }


def _lines_of(dump: bytes, table: str) -> bytes:
    """Return the rows of one table, as both databases write them."""
    name = table.encode()
    if b"COPY public." in dump:
        _, _, rest = dump.partition(b"COPY public." + name)
        return rest.partition(b"\n\\.\n")[0]
    return b"\n".join(line for line in dump.splitlines() if name in line)


def _dump(kind: str, address: str, folder: Path) -> bytes:
    if kind == "sqlite":
        with sqlite3.connect(folder / "rush.sqlite3") as connection:
            return "\n".join(connection.iterdump()).encode()
    done = subprocess.run(["pg_dump", address], capture_output=True, check=True)
    return done.stdout


def _backup(kind: str, address: str, folder: Path) -> bytes:
    """Make a backup as the manual says, and return its bytes, unpacked."""
    if kind == "sqlite":
        copy = folder / "backup.sqlite3"
        with sqlite3.connect(folder / "rush.sqlite3") as connection:
            connection.execute("VACUUM INTO ?", [str(copy)])
        content = copy.read_bytes()
    else:
        dump = folder / "database.dump"
        subprocess.run(
            ["pg_dump", "--format=custom", "--no-owner", f"--file={dump}", address],
            check=True,
        )
        done = subprocess.run(
            ["pg_restore", "--file=-", str(dump)], capture_output=True, check=True
        )
        content = done.stdout
    packed = folder / "backup-files"
    shutil.make_archive(str(packed), "tar", folder, "sealed")
    return content + Path(f"{packed}.tar").read_bytes() + os.linesep.encode()


def _report(figures: dict[str, Any], options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:<18} {', '.join(value) if isinstance(value, list) else value}")


if __name__ == "__main__":
    main()
