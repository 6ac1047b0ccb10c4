"""Far ends that hang, and words that a chat would take for more than words."""

import subprocess
import sys

from cell.outward import Call, digest_of, letter_of
from cell.settings import ROOT
from tests.cast import World
from tests.letters import Bag, make_outlet, posts


def test_nobodys_words_call_a_whole_room_or_hide_where_a_link_leads(world: World):
    make_outlet(world)
    ask_of = "Prévenir @everyone, <@&123>, @**all** et [le plan](http://elsewhere.example) ; contact@all.example"
    world.act("alice", "ask_decision", question=ask_of)
    [letter] = Bag(world).look()
    assert not [one for one in ("@everyone", "@&123", "@**", "](") if one in letter.body]
    assert "contact@all.example" in letter.body and letter.body.replace("\u200b", "").count(ask_of) == 1


def test_no_name_calls_a_whole_room_or_begins_a_line(world: World):
    words = "Voir <!channel>, <!here|ici>, <@U123>, <#C123> et <http://elsewhere.example|le plan> ; 3 < 4"
    world.act("alice", "ask_decision", question=words)
    named = "@everyone <!channel>\n[x](http://elsewhere.example)"
    call = Call(asked="decide", ref="decision:1", departments=("legal",), step="deputy", called=named)
    for body in (
        letter_of(call, world.board, "fr", "UTC", "http://here.example").body,
        digest_of([call], world.board, "fr", "UTC", "http://here.example", 900).body,
    ):
        assert not [one for one in ("<!", "<@", "<#", "<http", "@everyone", "](", "\n[x]") if one in body]
        assert "@everyone <!channel> [x](http://" in body.replace("\u200b", "")
    assert words in letter_of(call, world.board, "fr", "UTC", "").body.replace("\u200b", "").replace("\u202f", " ")


def test_a_channel_that_hangs_keeps_no_other_waiting(world: World):
    slow = make_outlet(world, name="slow")
    for _ in range(6):
        world.act("alice", "ask_decision", question="Fermer le site ?")
    quick = make_outlet(world, name="quick")
    world.act("alice", "ask_decision", question="Fermer le site ?")
    courier, begun = Bag(world).courier, list[int]()
    courier._start = begun.extend  # what is begun never ends
    courier.look()
    outlet_of = {one.id: one.outlet for one in posts(world)}
    assert sorted(outlet_of[one] for one in begun) == [slow, slow, slow, quick]
    courier.look()
    assert len(begun) == 4


SLOW = """
from gevent import monkey; monkey.patch_all()
import gevent
from gevent import pywsgi, threadpool
from cell.outward import Letter
from cell.sending import carrier, sender

def drip(environ, start):  # a word now and then, so that no socket of it ever times out
    start("200 OK", [("Content-Length", "9000")])
    while True:
        gevent.sleep(0.1)
        yield b"x"

server = pywsgi.WSGIServer(("127.0.0.1", 0), drip, log=None, error_log=None)
server.start()
sender.SEND_S = 1.0
one = sender.Sender.__new__(sender.Sender)
one._pool, one._carry = threadpool.ThreadPool(2), carrier.carry
address = f"json://127.0.0.1:{server.server_port}/"
going = [gevent.spawn(one._sent, address, Letter("t", "b")) for _ in range(4)]
gevent.joinall(going, timeout=60)
print([each.value for each in going], flush=True)
"""


def test_a_far_end_that_answers_a_word_at_a_time_takes_no_thread_for_ever():
    told = subprocess.run([sys.executable, "-c", SLOW], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert told.stdout.strip() == str(["unreached"] * 4), told.stderr
