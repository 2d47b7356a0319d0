"""Requests that nobody should send, made up from a seed: any method, path, query, header, cookie and body."""

import random
from urllib.parse import quote, quote_from_bytes

NASTY = ["", " ", "0", "-1", "1e9", "9" * 40, "٣", "NaN", "None", "true", "'", '"', "' OR 1=1 --", "%", "_", "\\"]
NASTY += ["<script>alert(1)</script>", "{{ 7*7 }}", "{% url %}", "../../etc/passwd", "\x00", "\r\nSet-Cookie: a=b"]
NASTY += ["\u202e", "\ufeff", "\ufffd", "e\u0301", "İ" * 300, "ﬃ", "\U0010ffff", "((((", "*:*", "a|b&c"]
NASTY += ["werk " * 300, "a" * 3_000]
ESCAPES = ["%ff", "%ed%a0%80", "%c3%28", "%00", "%", "%zz", "%u0041", "+", "=", "&", ";", "[]=", "%2e%2e%2f", "//"]
ESCAPES += ["/./", "?", "#"]
METHODS = ["GET"] * 12 + ["HEAD", "POST", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"]
TYPES = ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data", ""]
TYPES += ["application/json", "text/plain", "multipart/form-data; boundary=" + "y" * 90]
TYPES += ["application/x-www-form-urlencoded; charset=utf-16"]
HEADERS = ["Accept", "Accept-Encoding", "Accept-Language", "If-None-Match", "If-Modified-Since", "Range", "HX-Request"]
HEADERS += ["HX-History-Restore-Request", "HX-Current-URL", "Cookie", "Authorization", "Referer", "Origin"]
HEADERS += ["User-Agent", "Forwarded", "X-Forwarded-Proto", "X-Request-ID", "X-HTTP-Method-Override"]
COOKIES = ["sessionid=", "csrftoken=", "messages=", "__Host-session=", "a=b; ", "$Version=1; "]


class Fuzzer:
    """Makes up requests to some known addresses, and to what lies beside them.

    Args: paths, of pages; names, of parameters; seed, of the dice: the same one makes up the same.
    """

    def __init__(self, paths, names, seed):
        self.paths, self.names, self.dice = paths, [*names, "", "q[]", "q\x00"], random.Random(seed)

    def request(self):
        """A request: its method, target (path and query), headers (a dict) and body."""
        method = self.dice.choice(METHODS)
        target = self._path() + self.dice.choice(["", "", "?" + self._query()])
        headers = {self.dice.choice(HEADERS): self._header() for _header in range(self.dice.randrange(3))}
        if self.dice.random() < 0.1:
            headers["Cookie"] = self.dice.choice(COOKIES) + self._header()
        if method in {"GET", "HEAD", "OPTIONS", "TRACE"}:
            return method, target, headers, None
        return method, target, {**headers, "Content-Type": self.dice.choice(TYPES)}, self._body()

    def _text(self):
        made_up = "".join(chr(self.dice.randrange(1, 0x2FFF)) for _sign in range(self.dice.randrange(12)))
        return self.dice.choice([*NASTY, made_up, made_up, made_up])

    def _bytes(self):
        return self.dice.randbytes(self.dice.randrange(12))

    def _path(self):
        path = self.dice.choice(self.paths)
        if self.dice.random() < 0.6:
            return path
        cut = self.dice.randrange(len(path))
        part = self._escaped()
        return "/" + (path[:cut] + part + path[cut + self.dice.randrange(3) :]).lstrip("/")

    def _escaped(self):
        escaped = quote(self._text(), safe=""), quote_from_bytes(self._bytes()), self.dice.choice(ESCAPES)
        return self.dice.choice(escaped)

    def _query(self):
        pairs = []
        for _pair in range(self.dice.randrange(1, 7)):
            pairs.append(f"{quote(self.dice.choice(self.names), safe='')}={self._escaped()}")
        return "&".join(pairs)

    def _header(self):
        text = self.dice.choice([self._text(), "*/*", "gzip", "bytes=0-1", "bytes=9-1", 'W/"x"', "text/html", "true"])
        return "".join(sign for sign in text if " " <= sign <= "\xff" and sign != "\x7f")[:2_000]

    def _body(self):
        return self.dice.choice(
            [self._query().encode(), self._bytes() * 50, b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n", b""]
        )
