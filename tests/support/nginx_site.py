"""The site of `deploy/nginx.conf` in a real nginx, with TLS, on ports of its own."""

import http.client
import os
import re
import signal
import socket
import ssl
import subprocess
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings

from .processes import wait_for

HOST = "portaal.example"
AROUND = """
daemon off;
user root;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 768; }}
http {{
    types {{ text/html html; }}
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    include {folder}/site.conf;
}}
"""


def need_nginx():
    """Install nginx when it is not there."""
    need = [str(settings.BASE_DIR / "tests" / "need-package"), "nginx", "nginx", "-v"]
    subprocess.run(need, check=True, capture_output=True)


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Site:
    """nginx with our site, before some servers: their addresses, or the file of nginx that names them."""

    def __init__(self, folder, upstreams):
        self.plain, self.secure, self.folder = free_port(), free_port(), folder
        folder.mkdir()
        certificate = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}"]
        files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
        subprocess.run([*certificate, *files], check=True, capture_output=True)
        text = (settings.BASE_DIR / "deploy" / "nginx.conf").read_text().replace("@HOST@", HOST)
        text = re.sub(r"^ *listen \[::\].*\n", "", text, flags=re.MULTILINE)
        text = text.replace("listen 80", f"listen 127.0.0.1:{self.plain}")
        text = text.replace("listen 443", f"listen 127.0.0.1:{self.secure}")
        if not isinstance(upstreams, Path):
            upstreams = self._write_upstreams(upstreams)
        text = text.replace("/etc/inspiratiemarkt/upstream.conf", str(upstreams))
        for path in ("/etc/inspiratiemarkt/tls", "/var/log/nginx", "/var/cache/nginx"):
            text = text.replace(path, str(folder))
        (folder / "site.conf").write_text(text)
        (folder / "nginx.conf").write_text(AROUND.format(folder=folder))

    def _write_upstreams(self, addresses):
        file = self.folder / "upstream.conf"
        file.write_text("".join(f"server {address.removeprefix('http://')} max_fails=2;" for address in addresses))
        return file

    def pass_on_to(self, *addresses):
        """From now on nginx asks these servers; what it asked of others before, they answer."""
        self._write_upstreams(addresses)
        os.kill(int((self.folder / "nginx.pid").read_text()), signal.SIGHUP)

    @contextmanager
    def running(self):
        process = subprocess.Popen(["/usr/sbin/nginx", "-c", str(self.folder / "nginx.conf")], stderr=subprocess.PIPE)
        try:
            wait_for(self.secure)
            yield self
        finally:
            process.terminate()
            process.communicate(timeout=30)

    def get(self, path, host=HOST, is_secure=True, form=None, **headers):
        """What a visitor gets who opens a page or sends a form: status, headers and text."""
        context = ssl._create_unverified_context()  # noqa: S323 - our own certificate
        port = self.secure if is_secure else self.plain
        connection = (
            http.client.HTTPSConnection("127.0.0.1", port, timeout=30, context=context)
            if is_secure
            else http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        )
        sent = urlencode(form) if form is not None else None
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if sent is not None else {}
        connection.request("POST" if kind else "GET", path, sent, {"Host": host, **kind, **headers})
        response = connection.getresponse()
        try:
            return response.status, response.headers, response.read().decode()
        finally:
            connection.close()
