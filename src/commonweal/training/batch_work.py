"""The task that deals with a batch in the background."""

from django.utils import timezone
from django_tasks import task

from commonweal.training.actions.batches import continue_batch
from commonweal.training.models import Batch


@task(backend="worker")
def do_batch(batch_id: int) -> None:
    """Do what is left of a batch."""
    continue_batch(batch=Batch.objects.get(pk=batch_id), at=timezone.now())
