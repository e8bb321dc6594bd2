"""What every web worker does once when it starts."""

from typing import Any


def post_worker_init(_worker: Any) -> None:
    """Load the document fonts now, so that nobody's first PDF waits for them."""
    from portal.documents.render import warm_up

    warm_up()
