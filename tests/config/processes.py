"""Runs the console script as an operator does: a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECRET = "x7Gq-only-for-tests-and-nowhere-else-0123456789-abcdefghijk"
KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "VIRTUAL_ENV", "COVERAGE_PROCESS_START")


def environment(**variables: str) -> dict[str, str]:
    """Return production's environment with ``variables`` changed, and nothing
    that the machine or its .env happens to have."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {
        **kept,
        # This checkout, wherever else the package may be installed from.
        "PYTHONPATH": str(ROOT / "src"),
        "SECRET_KEY": SECRET,
        "SITE_ADDRESS": "https://www.example.org",
        "ALLOWED_HOSTS": "www.example.org",
        "DEMONSTRATION": "0",
        "DEBUG": "0",
        "DATABASE_URL": "",
        **variables,
    }


def run(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run ``commonweal`` with ``command`` and return how it ended."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "commonweal.config", *command],
        env=environment(**variables),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
