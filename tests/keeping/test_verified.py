"""Addresses outside: certificates are checked, but on the way to this very machine."""

import pytest

from cell.sending import fault_of

HOOK = "https://discord.com/api/webhooks/1234567890/abcdefghijklmnop"


@pytest.mark.parametrize(
    "said", ["verify=no", "Verify=0", "verify=maybe", "a=1;verify=off", "ver%69fy=false", "verify="]
)
@pytest.mark.parametrize(
    "address",
    [
        "jsons://far.example.org/x",
        "mailtos://a:b@far.example.org",
        "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/%23x",
        HOOK,
    ],
)
def test_an_address_that_checks_no_certificate_is_refused(address: str, said: str):
    assert fault_of(address) is None
    assert fault_of(f"{address}?{said}") == "unverified"


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("jsons://far.example.org/x?verify=yes", None),
        *((f"jsons://{host}/x?verify=no", None) for host in ("localhost", "127.0.0.1", "127.8.8.8:81", "[::1]:81")),
        ("jsons://localhost-2.example.org/x?verify=no", "unverified"),
        ("jsons://localhost.example.org/x?verify=no", "unverified"),
        ("mailtos://a:b@localhost?verify=no", None),
        ("mailtos://a:b@localhost?smtp=far.example.org&verify=no", "unverified"),
        ("mailtos://a:b@far.example.org?smtp=127.0.0.1&verify=no", None),
        ("mailtos://a:b@far.example.org?mode=insecure", "unverified"),
        ("mailtos://a:b@localhost?mode=insecure", None),
        ("mailtos://a:b@far.example.org?mode=ssl", None),
        ("mailto://relay.example.org:25?from=cell@example.org&to=legal@example.org", None),
        # Its "host" is the name of a subject there, and no machine.
        ("ntfys://localhost?verify=no", "unverified"),
    ],
)
def test_on_this_machine_it_may_be_left_out(address: str, fault: str | None):
    assert fault_of(address) == fault


@pytest.mark.parametrize(
    "host",
    [
        *("169.254.169.254", "169.254.169.254:80", "2852039166", "0xa9fea9fe", "[fe80::1]", "[::ffff:169.254.169.254]"),
        *("0.0.0.0", "[::]", "224.0.0.1", "metadata.google.internal", "Metadata.Google.Internal.", "[fd00:ec2::254]"),
    ],
)
def test_where_a_cloud_tells_its_secrets_nobody_waits_for_alerts(host: str):
    assert fault_of(f"json://{host}/latest") == "nobody"
    relay = host.removesuffix(":80")
    assert fault_of(f"mailto://a:b@far.example.org?smtp={relay}") == "nobody"


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.7", "192.168.1.5:8065", "[fd12::7]", "chat.example.org"])
def test_on_the_companys_own_network_services_are_taken(host: str):
    assert fault_of(f"json://{host}/x") is None


@pytest.mark.parametrize("relay", ["１６９.254.169.254", "169。254。169。254", "ⓜetadata.google.internal"])
def test_signs_that_the_system_reads_as_others_hide_nothing(relay: str):
    assert fault_of(f"mailto://a:b@far.example.org?smtp={relay}") == "nobody"


@pytest.mark.parametrize(
    "address",
    [
        "vonage://abcdefgh:abcdefghijklmnop@3861234567/15551234567",
        "46elks://user:password@0034600000000/15551234567",
        "d7sms://token@3861234567",
        "bulksms://user:password@3861234567",
        "whatsapp://tttttttttttttttttttt@3861234567/15551234567",
        "opsgenie://metadata",
        "discord://3758096385/abcdefghijklmnopqrstuvwxyz0123456789",
    ],
)
def test_a_telephone_number_or_a_key_is_no_machine(address: str):
    assert fault_of(address) is None
