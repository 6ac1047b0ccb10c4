"""Small frames leave at once: an answer behind a push must not wait for the reader's acknowledgement."""

import socket

from cell import serve
from cell.settings import read_settings


def test_an_accepted_socket_sends_small_frames_at_once():
    """Needs: TCP_NODELAY on the listening socket, which those it accepts inherit."""
    listening = serve.listener(read_settings({"CELL_PORT": "0"}))
    with listening, socket.create_connection(listening.getsockname()[:2]):
        listening.setblocking(True)
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            assert accepted.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) <= 2 * serve.SEND_BUFFER
