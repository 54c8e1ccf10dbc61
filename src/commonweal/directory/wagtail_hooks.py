from wagtail.snippets.models import register_snippet

from commonweal.directory.viewsets import DirectoryViewSetGroup

register_snippet(DirectoryViewSetGroup)
