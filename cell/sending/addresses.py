"""Which addresses are taken: those of a list of schemes that hand a message to a service over the network.

Apprise knows many more: some start programs, write files or show windows on the server itself. Only what was looked at
is on the list, so that a later version of the library opens no door by itself. The service may be of this very machine
or of the company's own network, where many have their relay and their chat; the addresses at which a cloud tells its
machines their secrets are not taken.
"""

import logging
import re
import socket
import threading
import unicodedata
import warnings
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any
from urllib.parse import unquote

# The schemes that are taken, by what they reach.
SCHEMES = {
    "mail": ("mailto", "mailtos"),
    "chat": (
        *("workflow", "workflows", "slack", "mmost", "mmosts", "rocket", "rockets", "discord", "gchat", "webex"),
        *("wxteams", "zulip", "matrix", "matrixs", "nctalk", "nctalks", "tgram", "signal", "signals", "threema"),
    ),
    "push": ("ntfy", "ntfys", "gotify", "gotifys", "pover"),
    "sms": (
        *("twilio", "vonage", "nexmo", "sinch", "msgbird", "clickatell", "clicksend", "bulksms", "d7sms", "burstsms"),
        *("46elks", "elks", "freemobile", "httpsms", "seven", "smseagle", "smseagles", "smsmgr", "smsmanager"),
        *("plivo", "octopush", "sfr", "voipms", "atalk", "kavenegar", "msg91", "bulkvs", "whatsapp"),
    ),
    "pager": ("pagerduty", "opsgenie", "splunk", "victorops", "signl4", "pagertree"),
    "webhook": ("json", "jsons", "form", "forms", "xml", "xmls"),
}
TAKEN = frozenset(scheme for schemes in SCHEMES.values() for scheme in schemes)
RETIRED = frozenset({"msteams"})
# What would have the library read files of this machine, keep some on it, or take its settings from somewhere.
REFUSED_WORDS = ("file", "template", "pgp", "wkd", "e2ee", "cert", "attach", "include", "config", "plugin", "store")
# What would lead elsewhere, or have what failed count as sent: the outbox tries again by itself.
MEDDLING = ("redirect", "retry", "wait", "optional")
# Beside the link-local numbers: where clouds answer by a name, or by another number.
METADATA = frozenset(
    {
        *("metadata.google.internal", "metadata.goog", "metadata", "instance-data", "fd00:ec2::254", "fd20:ce::254"),
        *("100.100.100.200", "168.63.129.16", "192.0.0.192"),
    }
)
LONGEST = 2_000
# How much is written in one message: what mail and programs take, and what the tightest of the others does.
ROOM, LITTLE_ROOM = 10_000, 900
_loading = threading.Lock()
_SCHEME = re.compile(r"([A-Za-z0-9]{2,20})://")
# How a word begins that a webhook gets as it is: a header, a field.
_THEIRS = ("+", "-", ":")
# What is open on the web as it is: the library knows whose it is by the host.
_WEB = ("http", "https")


def scheme_of(address: str) -> str:
    """How an address begins, in small letters; "" where it begins like none."""
    found = _SCHEME.match(address)
    return found.group(1).lower() if found else ""


def fault_of(address: str) -> str | None:
    """Why an address is not taken, as a code, or None. Asks nobody and goes nowhere; slow when it is the first."""
    scheme = scheme_of(address)
    if not scheme or len(address) > LONGEST or not address.isprintable() or " " in address:
        return "unreadable"
    if scheme in RETIRED:
        return "retired"
    if scheme not in TAKEN and scheme not in _WEB:
        return "not_taken"
    own = [word for word in _words(address) if word[:1] not in _THEIRS]
    if any(refused in word for word in own for refused in REFUSED_WORDS) or not set(own).isdisjoint(MEDDLING):
        return "meddles"
    made = made_of(address)
    if made is None:
        return "unreadable"
    if not TAKEN.intersection(made.schemas()):
        return "not_taken"
    if _is_nobody(made):
        return "nobody"
    return "unverified" if _is_unverified(made) and not _is_here(made) else None


def room_of(scheme: str) -> int:
    """How many signs a message may have, as an address begins."""
    return ROOM if scheme in (*SCHEMES["mail"], *SCHEMES["webhook"]) else LITTLE_ROOM


def _is_unverified(made: Any) -> bool:
    """Whether it would talk to whoever answers. Asked of what the library made: it reads "verify=maybe" as a no."""
    is_open = getattr(made, "secure_mode", None) == "insecure" and made.schema == "mailtos"
    return is_open or made.verify_certificate is not True


def _is_here(made: Any) -> bool:
    """Whether the far end is this very machine. Of what is not told by its host, nobody knows."""
    if not {*SCHEMES["mail"], *SCHEMES["webhook"]}.intersection(made.schemas()):
        return False
    host = _host_of(made)
    number = _number_of(host)
    return host == "localhost" or (number is not None and number.is_loopback)


def _is_nobody(made: Any) -> bool:
    """Whether no service of anybody's can be there: where a cloud tells secrets, everybody at once, no address."""
    host = _host_of(made)
    number = _number_of(host)
    if number is None:
        return host in METADATA
    return number.is_link_local or number.is_multicast or number.is_unspecified or str(number) in METADATA


def _host_of(made: Any) -> str:
    """The machine it goes to, as the system reads it; "" where the "host" is a number or a key of somebody's."""
    host = getattr(made, "smtp_host", None) or (made.host if "host" in made.template_tokens else "")
    return unicodedata.normalize("NFKC", host or "").replace("。", ".").strip("[]").rstrip(".").lower()


def _number_of(host: str) -> IPv4Address | IPv6Address | None:
    """The number a host is written as, in any of the ways the system reads (2852039166 is 169.254.169.254), or None."""
    try:
        number = ip_address(host)
    except ValueError:
        try:
            return IPv4Address(socket.inet_aton(host)) if host[:1].isdigit() else None
        except (OSError, UnicodeError):
            return None
    return getattr(number, "ipv4_mapped", None) or number


def _words(address: str) -> list[str]:
    """The names of an address's parameters, as the library reads them: after a "#" too, parted by ";" too, trimmed."""
    names = [part.partition("=")[0] for part in re.split("[&;]", address.partition("?")[2])]
    return [unquote(name[:1] + name[1:].replace("+", " ")).strip().lower() for name in names]


def made_of(address: str) -> Any:
    """The library's own thing for an address, or None where it understands it not."""
    library = _library()
    asset = library.AppriseAsset(
        app_id="Crisis Cell",
        app_desc="Crisis Cell",
        app_url="",
        image_url_mask="",  # pictures would be fetched from far away by whoever shows the message
        image_url_logo="",
        plugin_paths=[],
        storage_mode=library.PersistentStoreMode.MEMORY,
        secure_logging=True,
        async_mode=False,
        http_redirects=False,
        pgp_autogen=False,
        pem_autogen=False,
        allow_templates=False,
        service_timeout=0,  # it would send from threads of its own; sockets have their time-outs
        interpret_emojis=False,
        interpret_escapes=False,
    )
    try:
        return library.Apprise.instantiate(address, asset=asset, suppress_exceptions=True)
    except Exception:  # whatever a plug-in makes of what was typed: it is no address
        return None


def service_of(made: Any) -> Any:
    """What sends to a thing of the library's, and puts words into the form that it takes."""
    service = _library().Apprise(asset=made.asset)
    service.add(made)
    return service


@cache
def _library() -> Any:
    """The library, loaded when it is first needed: it takes longer than the rest of the start."""
    with _loading, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its plug-ins lean on what later Pythons drop, and mend that themselves
        import apprise

        apprise.Apprise.instantiate("json://localhost")  # has it load them
    # It would write addresses, secrets and all, into the server's diary.
    for name in ("apprise", "urllib3", "requests"):
        logging.getLogger(name).propagate = False
        logging.getLogger(name).addHandler(logging.NullHandler())
    return apprise
