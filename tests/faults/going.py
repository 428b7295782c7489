"""A server that goes away in the middle of a command: a stand-in before it that falls silent at a chosen word."""

import select
import socket
import threading
from contextlib import closing, contextmanager, suppress

from sqlalchemy.engine import make_url

CHUNK = 1 << 16


class StandIn:
    """Passes on what a program and the server say to each other until the program has said these words, in turn.

    Then both are cut off, and nobody gets in any more. With `heard` the server still hears the last word, but the
    program never its answer.
    """

    def __init__(self, server, words, *, heard=False):
        self.server, self.words, self.heard = server, [*words], heard
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.gone = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        self.gone.set()
        self.listener.close()

    def _accept(self):
        with suppress(OSError):
            while not self.gone.is_set():
                program, _ = self.listener.accept()
                threading.Thread(target=self._pass_on, args=(program,), daemon=True).start()

    def _pass_on(self, program):
        with closing(program), suppress(OSError), socket.create_connection(self.server) as server:
            while not self.gone.is_set():
                ready, _, _ = select.select([program, server], [], [], 0.05)
                for one, other in ((program, server), (server, program)):
                    if one in ready and not self._said(one.recv(CHUNK), one is program, other):
                        return

    def _said(self, content, by_program, other):
        if by_program and self.words and self.words[0] in content:
            del self.words[0]
        ends = by_program and not self.words
        if not ends or self.heard:
            other.sendall(content)
        if ends:
            if self.heard:
                # The server has done it when it answers; that answer goes nowhere.
                other.recv(CHUNK)
            self.close()
        return content and not ends


@contextmanager
def stand_in(url, *words, heard=False):
    """The URL of the server behind a stand-in."""
    there = make_url(url)
    made = StandIn((there.host, there.port or 5432), words, heard=heard)
    try:
        through = there.set(host="127.0.0.1", port=made.port)
        through = through.update_query_dict({"sslmode": "disable", "gssencmode": "disable"})
        yield through.render_as_string(hide_password=False), made
    finally:
        made.close()
