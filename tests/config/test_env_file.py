import stat

import pytest
from dotenv import dotenv_values

from commonweal.config.env_file import main


def test_env_file_is_a_demonstration_with_a_fresh_secret_for_its_owner_only(tmp_path):
    path, other = tmp_path / ".env", tmp_path / "other"

    main(path)
    main(other)

    values = dotenv_values(path)
    assert values["DEMONSTRATION"] == "1"
    assert len(values["SECRET_KEY"]) >= 50
    assert values["SECRET_KEY"] != dotenv_values(other)["SECRET_KEY"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_env_file_never_replaces_one_that_is_there(tmp_path):
    path = tmp_path / ".env"
    path.write_text("SECRET_KEY=in-use\n")

    with pytest.raises(FileExistsError):
        main(path)

    assert path.read_text() == "SECRET_KEY=in-use\n"
