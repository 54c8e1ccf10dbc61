import subprocess
import sys

LOAD = """
import importlib, pkgutil, sys
import commonweal.training.rules as rules
for found in pkgutil.iter_modules(rules.__path__):
    importlib.import_module(f"{rules.__name__}.{found.name}")
print(sum(name.startswith(rules.__name__ + ".") for name in sys.modules))
print(sorted({name.partition(".")[0] for name in sys.modules} & {"django", "wagtail"}))
"""


def test_the_rules_know_nothing_of_django():
    found = subprocess.run(
        [sys.executable, "-c", LOAD],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    modules, frameworks = found.stdout.splitlines()
    assert int(modules) >= 9
    assert frameworks == "[]"
