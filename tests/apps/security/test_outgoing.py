"""Where the server asks others it never asks itself or the inside of a cloud, however the address is written."""

import socket

import pytest

from steadfast.foundation import outgoing

INSIDE = (
    "127.0.0.1", "127.9.9.9", "::1", "0.0.0.0", "::", "169.254.169.254", "fe80::1", "fe80::1%eth0", "224.0.0.1",
    "ff02::1",
    "::ffff:127.0.0.1", "::ffff:169.254.169.254", "2002:a9fe:a9fe::1", "2002:7f00:1::", "64:ff9b::a9fe:a9fe",
    "64:ff9b::7f00:1", "fd00:ec2::254", "100.100.100.200",
)  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_no_address_of_this_machine_or_of_a_cloud_is_outside(address: str) -> None:
    assert not outgoing.is_outside(address)


@pytest.mark.parametrize("address", ["192.0.2.1", "10.0.0.7", "2001:db8::1", "64:ff9b::c000:201", "::ffff:192.0.2.1"])
def test_others_are_also_those_of_the_own_network(address: str) -> None:
    assert outgoing.is_outside(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://psa.example/", "file:///etc/passwd", "gopher://psa.example/", "https://u:p@psa.example/", "https:///x",
        "https://[::1", "https://psa.example:99999/", "https://2130706433/", "https://0x7f000001/", "https://0177.0.0.1/",
        "https://127.1/", "https://localhost/", "https://[::ffff:7f00:1]/", "//psa.example/", "",
    ],
)  # fmt: skip
def test_what_is_no_service_of_others_is_not_asked(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    resolve = socket.getaddrinfo

    def numbers_alone(host: str, port: int, **more: object) -> object:
        try:
            return resolve(host, port, flags=socket.AI_NUMERICHOST, type=socket.SOCK_STREAM)
        except OSError:
            return [(0, 0, 0, "", ("127.0.0.1" if host == "localhost" else "192.0.2.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", numbers_alone)
    with pytest.raises(outgoing.NotThere):
        outgoing.require_good(url)
