"""A real Postfix: takes mail from this machine, hands that of the practice to our door, that of clients to a Dovecot.

    with postfix(folder, ours=port, theirs=port) as server: server.port
It must be started by root, as Postfix gives up its rights by itself; elsewhere its tests are skipped.
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers import ports

PROGRAM = shutil.which("postfix", path="/usr/sbin:/usr/bin:/usr/local/sbin")
MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
mail_owner = postfix
setgid_group = postdrop
myhostname = post.harbor.example
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
mydestination =
alias_maps =
local_recipient_maps =
relay_domains = harbor.example, oldmill.example
transport_maps = inline:{{
  {{harbor.example=lmtp:inet:127.0.0.1:{ours}}},
  {{oldmill.example=lmtp:inet:127.0.0.1:{theirs}}} }}
default_transport = lmtp:inet:127.0.0.1:{ours}
recipient_delimiter = +
smtpd_relay_restrictions = permit_mynetworks, reject
smtp_host_lookup = native
disable_dns_lookups = yes
minimal_backoff_time = 1s
maximal_backoff_time = 2s
queue_run_delay = 1s
"""
SERVICES = """
127.0.0.1:{port} inet n - n - - smtpd
postlog unix-dgram n - n - 1 postlogd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 1 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
showq unix n - n - - showq
retry unix - - n - - error
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
"""


@dataclass(frozen=True)
class Postfix:
    folder: Path
    port: int


def missing() -> str:
    """Return why it cannot be run here, "" where it can."""
    if PROGRAM is None:
        return "no Postfix found (Debian: apt install postfix)"
    return "Postfix must be started by root" if os.getuid() else ""


@contextmanager
def postfix(folder: Path, *, ours: int, theirs: int) -> Iterator[Postfix]:
    """Run a server until the end of the block; `ours` and `theirs` are ports where LMTP is spoken."""
    server = Postfix(folder, ports.free())
    owner = pwd.getpwnam("postfix")
    for name in ("queue", "data", "queue/pid"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    os.chown(folder / "data", owner.pw_uid, owner.pw_gid)
    (folder / "main.cf").write_text(MAIN.format(folder=folder, ours=ours, theirs=theirs))
    (folder / "master.cf").write_text(SERVICES.format(port=server.port))
    process = subprocess.Popen(
        [str(PROGRAM), "-c", str(folder), "start-fg"],
        stdout=subprocess.DEVNULL,
        stderr=(folder / "errors").open("wb"),
        start_new_session=True,
    )
    try:
        ports.wait(server.port, process, folder / "log")
        yield server
    finally:
        subprocess.run([str(PROGRAM), "-c", str(folder), "stop"], capture_output=True, check=False)
        process.wait(60)
