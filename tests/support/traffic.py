"""Visitors and editors before nginx, over connections that stay open as those of a browser do; and what went wrong."""

import http.client
import random
import ssl
import statistics
import threading
import time
from collections import defaultdict
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import lxml.html

from .nginx_site import HOST
from .thoroughness import count_tries

CONTEXT = ssl._create_unverified_context()  # noqa: S323 - our own certificate
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://{HOST}"}


class Browser:
    """Somebody with a connection and cookies of their own; from one of 250 addresses, as nginx counts connections."""

    def __init__(self, site, number, **cookies):
        source = (f"127.0.2.{number % 250 + 1}", 0)
        self._connection = http.client.HTTPSConnection(
            "127.0.0.1", site.secure, timeout=120, context=CONTEXT, source_address=source
        )
        self._cookies = SimpleCookie(cookies)

    def ask(self, path, form=None):
        """Open a page or send a form: the status and the text. A page is asked again when nginx hung up.

        A form goes over a new connection: nginx may hang up at the same moment, and nothing is sent twice.
        """
        if form is not None:
            self.close()
        try:
            return self._ask(path, form)
        except (http.client.RemoteDisconnected, ConnectionError, ssl.SSLEOFError):
            self.close()
            if form is not None:
                raise
            return self._ask(path, form)

    def close(self):
        """Hang up."""
        self._connection.close()

    def _ask(self, path, form):
        headers = {"Host": HOST, "Accept": "text/html"}
        if self._cookies:
            headers["Cookie"] = "; ".join(f"{name}={cookie.value}" for name, cookie in self._cookies.items())
        if form is not None:
            headers |= {**FORM, "Referer": f"https://{HOST}{path}"}
        data = None if form is None else urlencode(form, doseq=True)
        self._connection.request("GET" if form is None else "POST", path, data, headers)
        response = self._connection.getresponse()
        for line in response.headers.get_all("Set-Cookie", []):
            self._cookies.load(line)
        return response.status, response.read().decode()


class Crowd:
    """People who each do the same thing again and again until it is enough.

    wrong: what went wrong for them, as texts; seconds: how long each page took, by the kind of person.
    """

    def __init__(self):
        self.wrong, self.seconds = [], defaultdict(list)
        self._ends, self._threads, self._browsers = threading.Event(), [], []

    def browser(self, site, **cookies):
        """The browser of one more of them."""
        self._browsers.append(Browser(site, len(self._browsers), **cookies))
        return self._browsers[-1]

    def add(self, kind, act, pause):
        """Somebody who acts, and pauses for some seconds. act: does one thing, and returns what was wrong or None."""
        self._threads.append(threading.Thread(target=self._live, args=[kind, act, pause]))

    def _live(self, kind, act, pause):
        self._ends.wait(random.uniform(0, pause))
        while not self._ends.is_set():
            begin = time.monotonic()
            try:
                wrong = act()
            except Exception as error:
                wrong = repr(error)
            self.seconds[kind].append(time.monotonic() - begin)
            count_tries()
            if wrong:
                self.wrong.append(f"{kind}: {wrong}")
            self._ends.wait(pause)

    def live(self, seconds):
        """Let them all go on for so many seconds."""
        with self:
            time.sleep(seconds)

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error):
        self._ends.set()
        for thread in self._threads:
            thread.join()
        for browser in self._browsers:
            browser.close()

    def percentile(self, kind, number):
        """So many percent of what a kind of person asked took no longer, in seconds."""
        return statistics.quantiles(self.seconds[kind], n=100)[number - 1]


def reader(browser, paths):
    """Somebody who opens one page after the other: what they do, for a `Crowd`."""
    turns = iter(range(10**9))

    def read():
        path = paths[next(turns) % len(paths)]
        status, text = browser.ask(path)
        return None if status == 200 and text else f"{path}: {status}"

    return read


def filled_in(page):
    """What a browser sends of the form of the desk on a page, when nothing is changed."""
    forms = [form for form in lxml.html.fromstring(page).forms if form.method == "POST" and "opened_on" in form.fields]
    return {name: value for name, value in forms[0].form_values() if not name.startswith("_")}
