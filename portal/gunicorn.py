"""Configuration of gunicorn: the one place for `make run`, the tests and the benchmark.

gunicorn minds the processes, waitress the connections: see `web_worker.py`.
"""

import gc
import os

wsgi_app = "portal.wsgi"
worker_class = "portal.web_worker.BufferingWorker"
workers = 2
threads = 4
preload_app = True  # a process that is forked from loaded code starts at once
graceful_timeout = 10
control_socket_disable = True


def when_ready(server):
    """Load what every process needs and no change touches, before they are forked: they share its memory."""
    from django.urls import reverse

    from search.language import WORDS

    reverse("home")  # imports all pages
    WORDS.load()
    gc.collect()
    gc.freeze()  # the garbage collector of a process would write in it


def on_starting(server):
    """Forget the figures of the processes of before."""
    if os.environ.get("MONITORING_TOKEN"):
        from django.conf import settings

        from core.monitoring.metrics import forget

        forget(settings.VAR_DIR)
