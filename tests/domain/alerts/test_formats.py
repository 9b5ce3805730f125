"""Bodies of three formats become notices; what cannot be read says why."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steadfast.domain.alerts import formats
from steadfast.domain.alerts.notice import Unreadable, host_of, severity_of

ALERTMANAGER = {
    "version": "4",
    "groupKey": "{}:{}",
    "truncatedAlerts": 0,
    "status": "firing",
    "receiver": "steadfast",
    "groupLabels": {},
    "commonLabels": {},
    "commonAnnotations": {},
    "externalURL": "http://am:9093",
    "alerts": [
        {
            "status": "firing",
            "labels": {"alertname": "DiskFull", "instance": "srv1:9100", "severity": "critical", "client": "Kestrel"},
            "annotations": {"summary": "97 % used"},
            "startsAt": "2026-03-02T10:00:00Z",
            "endsAt": "0001-01-01T00:00:00Z",
            "generatorURL": "http://prom/graph",
            "fingerprint": "5ef77f1f8a3ecfee",
        },
        {"status": "resolved", "labels": {"alertname": "HostDown"}, "annotations": {}, "fingerprint": "01"},
    ],
}
TACTICAL = {
    "id": "17",
    "type": "check",
    "severity": "error",
    "message": "SRV-01 has a diskspace check: C: that failed.",
    "resolved": "False",
    "agent": "agX",
    "host": "SRV-01",
    "client": "Kestrel Dental",
    "site": "High Street",
}


def read(format: str, body: object, /, **mapping: str) -> formats.Notice:
    (one, *_), left_out = formats.read(format, json.dumps(body).encode(), mapping)
    assert left_out == []
    return one


def test_alertmanager_tells_of_a_group() -> None:
    (full, down), left_out = formats.read("alertmanager", json.dumps(ALERTMANAGER).encode(), {})
    assert (full.name, full.host, full.severity, full.client) == ("DiskFull", "srv1", "critical", "Kestrel")
    assert (full.fingerprint, full.firing, full.summary) == ("5ef77f1f8a3ecfee", True, "97 % used")
    assert (down.firing, down.severity) == (False, "warning")
    assert left_out == []


def test_what_alertmanager_cut_is_named() -> None:
    body = {**ALERTMANAGER, "truncatedAlerts": 3, "alerts": [{"status": "odd", "labels": {}}, 7]}
    found, left_out = formats.read("alertmanager", json.dumps(body).encode(), {})
    assert found == []
    assert len(left_out) == 3


def test_tactical_names_the_same_check_by_agent_and_message() -> None:
    failed, well = read("tactical", TACTICAL), read("tactical", {**TACTICAL, "id": "18", "resolved": "True"})
    assert (failed.firing, well.firing) == (True, False)
    assert failed.fingerprint == well.fingerprint
    assert (failed.host, failed.client, failed.severity) == ("SRV-01", "Kestrel Dental", "critical")


def test_any_json_is_read_by_paths() -> None:
    body = {"events": [{"check": {"title": "Ping"}, "hosts": [{"n": "gw"}], "s": "DOWN"}]}
    found = read("json", body, list="events", name="check.title", host="hosts[0].n", state="s")
    assert (found.name, found.host, found.firing) == ("Ping", "gw", True)
    again = read("json", {"name": "Ping", "host": "gw", "status": "ok"})
    assert again.fingerprint == found.fingerprint and not again.firing


@pytest.mark.parametrize(
    ("name", "body", "why"),
    [
        ("json", b"{", "not JSON"),
        ("json", b"\xff\xfe", "not JSON"),
        ("json", b"3", "neither object nor list"),
        ("json", b'{"name": "x", "status": "purple"}', "purple"),
        ("json", b'{"status": "firing"}', "no name"),
        ("alertmanager", b"[]", "no list"),
        ("tactical", b"{}", "missing"),
        ("json", b"[" * 100_000, "not JSON"),
    ],
)
def test_what_cannot_be_read_says_why(name: str, body: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        formats.read(name, body, {})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["alerts", "labels", "status", "name",
        "annotations", "host", "message", "resolved", "type", "x"]), inner, max_size=5),
    max_leaves=20,
)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(formats.FORMATS)), JSON)
def test_no_body_is_worse_than_unreadable(name: str, body: object) -> None:
    try:
        found, _ = formats.read(name, json.dumps(body).encode(), {})
    except Unreadable:
        return
    for one in found:
        assert one.fingerprint and one.name and "\0" not in one.name and len(one.summary) <= 1000


def test_severities_and_hosts_are_made_alike() -> None:
    assert [severity_of(word) for word in ("ERROR", "warn", "Informational", None)] == [
        "critical",
        "warning",
        "info",
        "warning",
    ]
    assert [host_of(text) for text in ("srv:9100", "http://srv/x", "[::1]:90", "fe80::1", "")] == [
        "srv",
        "srv",
        "[::1]",
        "fe80::1",
        "",
    ]
