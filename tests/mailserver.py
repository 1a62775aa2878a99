"""A local mail server of a few lines: it logs in, takes or refuses, and keeps what it took."""

from __future__ import annotations

import base64
import socketserver
import ssl
import subprocess
import threading
import time
from pathlib import Path
from typing import NamedTuple

USER, CODE = "me@example.cn", "code-9"


class Letter(NamedTuple):
    """A letter as it came."""

    sender: str
    to: list[str]
    data: bytes


class MailServer:
    """`answers` are replies put in the place of its own, by the beginning of a command ("MAIL", "RCPT TO:<a@", ".").

    `hang` says nothing at all. With a certificate it speaks TLS from the beginning (`tls`), or offers it.
    """

    def __init__(self, certificate: Path | None = None, *, tls: bool = False) -> None:
        self.answers: dict[str, str] = {}
        self.letters: list[Letter] = []
        self.connections = 0
        self.hang = False
        context = None
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
        mail = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                mail.connections += 1
                if mail.hang:
                    time.sleep(30)
                try:
                    if context is not None and tls:
                        self.secure()
                    mail.talk(self, context)
                except OSError:
                    pass  # who was here has gone

            def secure(self) -> None:
                assert context is not None
                self.request = context.wrap_socket(self.request, server_side=True)
                self.rfile, self.wfile = self.request.makefile("rb"), self.request.makefile("wb")

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def place(self) -> str:
        """Where it listens."""
        return f"localhost:{self.server.server_address[1]}"

    def address(self, security: str, more: str = "") -> str:
        """A target's line for it."""
        return f"mailtos://me:{CODE}@example.cn?smtp={self.place}&security={security}&timeout=2{more}"

    def talk(self, handler: socketserver.StreamRequestHandler, context: ssl.SSLContext | None) -> None:
        """A conversation from the greeting to QUIT."""
        secured = isinstance(handler.request, ssl.SSLSocket)
        sender, to = "", []

        def say(text: str) -> None:
            handler.wfile.write(f"{text}\r\n".encode())
            handler.wfile.flush()

        say("220 mail")
        while line := handler.rfile.readline().decode().strip():
            own = next((said for word, said in self.answers.items() if line.upper().startswith(word.upper())), None)
            word = line.split(" ")[0].upper()
            if own is not None:
                say(own)
            elif word == "EHLO":
                say("250-mail\r\n" + ("250-STARTTLS\r\n" if context and not secured else "") + "250 AUTH PLAIN")
            elif word == "STARTTLS":
                say("220 go")
                handler.secure()  # type: ignore[attr-defined]
                secured = True
            elif word == "AUTH":
                right = base64.b64encode(f"\0{USER}\0{CODE}".encode()).decode()
                say("235 in" if line == f"AUTH PLAIN {right}" else f"535 no login with {line.split()[-1]} {CODE}")
            elif word == "MAIL":
                sender = line.partition("<")[2].partition(">")[0]
                say("250 yes")
            elif word == "RCPT":
                to.append(line.partition("<")[2].partition(">")[0])
                say("250 yes")
            elif word == "DATA":
                say("354 go on")
                data = b""
                while (got := handler.rfile.readline()) != b".\r\n":
                    data += got
                end = self.answers.get(".")
                if end is None:
                    self.letters.append(Letter(sender, list(to), data))
                say(end or "250 taken")
            else:
                say("221 bye" if word == "QUIT" else "250 yes")
                if word == "QUIT":
                    return


def make_certificate(path: Path) -> Path:
    """A certificate of localhost with its key, signed by itself."""
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
    made = subprocess.run([*words, "-keyout", "-", "-out", "-"], check=True, capture_output=True, text=True)
    path.write_text(made.stdout)
    return path
