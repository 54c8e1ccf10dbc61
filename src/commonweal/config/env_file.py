"""Write a first ``.env``: ``python -m commonweal.config.env_file .env``."""

import secrets
import sys
from pathlib import Path

TEMPLATE = """\
# Written once by `make setup`; kept out of git. docs/running.md lists every
# variable. This one is a demonstration: change the last line before real use.
SECRET_KEY={key}
SITE_ADDRESS=http://localhost:8000
ALLOWED_HOSTS=localhost,127.0.0.1
DEMONSTRATION=1
"""


def main(path: Path) -> None:
    """Write ``path`` with fresh secrets, readable by its owner only.

    Raises:
        FileExistsError: it is there already; secrets in use are never replaced.
    """
    path.touch(mode=0o600, exist_ok=False)
    path.write_text(TEMPLATE.format(key=secrets.token_urlsafe(50)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
