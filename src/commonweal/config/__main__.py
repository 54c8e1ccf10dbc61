"""``python -m commonweal.config``: the same as the ``commonweal`` console script."""

from commonweal.config.commands import main

if __name__ == "__main__":
    main()
