"""Which submissions there are, and whether the log is whole, as JSON.

python -m benchmarks.sealed_forms.kept
"""

import json

import django

django.setup()

from commonweal.sealed.actions import verify_log
from commonweal.sealed.models import Submission

if __name__ == "__main__":
    references = list(Submission.objects.values_list("reference", flat=True))
    print(json.dumps({"references": references, "is_whole": not verify_log().broken}))
