"""A real Dovecot: IMAP with IDLE for any user with the password PASSWORD, and LMTP that delivers to them.

    with dovecot(folder) as server: server.imap, server.lmtp      its ports
A user may carry a "+detail", which delivers to the user before it.
"""

import os
import shutil
import signal
import smtplib
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.servers import ports

PROGRAM = shutil.which("dovecot", path="/usr/sbin:/usr/bin:/usr/local/sbin")
TOLD = shutil.which("doveadm")
PASSWORD = "tide-lantern-42"
CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap lmtp
listen = 127.0.0.1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
mail_location = maildir:{folder}/mail/%Ln
mail_plugins =
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login{more}
auth_username_format = %Lu
recipient_delimiter = +
first_valid_uid = 1
first_valid_gid = 1
{passdb}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%Ln allow_all_users=yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service auth {{
  user = {user}
}}
service auth-worker {{
  user = {user}
}}
protocol lmtp {{
  postmaster_address = postmaster@harbor.example
}}
"""
TOKENS = """
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/tokens.conf
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """A running server; `stop` and `start` are for tests of a mailbox that is down."""

    folder: Path
    imap: int
    lmtp: int

    def deliver(self, mail: bytes, *, to: str, sender: str = "lena@oldmill.example") -> None:
        """Deliver a mail into the mailbox of a user, as a mail server does."""
        with smtplib.LMTP("127.0.0.1", self.lmtp) as server:
            server.sendmail(sender, [to], mail)

    def forget_numbers(self, user: str) -> None:
        """Have the server number the mails of a user anew: another UIDVALIDITY."""
        number, _ = ports.account()
        told = [str(TOLD), "-c", str(self.folder / "dovecot.conf"), "mailbox", "update", "-u", user]
        another = str(int(time.time()) + 60)  # the server takes its first from the clock, in seconds
        subprocess.run([*told, "--uid-validity", another, "INBOX"], check=True, user=number, group=number)


@contextmanager
def running(server: Dovecot) -> Iterator[None]:
    """Run a server on its ports; its mail stays in its folder."""
    number, _ = ports.account()
    configuration = server.folder / "dovecot.conf"
    process = subprocess.Popen(
        [str(PROGRAM), "-F", "-c", str(configuration)],
        user=number,
        group=number,
        extra_groups=[] if number is not None else None,
        stdout=subprocess.DEVNULL,
        stderr=(server.folder / "errors").open("wb"),
        start_new_session=True,
    )
    try:
        ports.wait(server.imap, process, server.folder / "log")
        ports.wait(server.lmtp, process, server.folder / "log")
        yield
    finally:
        process.terminate()
        process.wait(60)
        _end_what_is_left(process.pid)


def _end_what_is_left(group: int) -> None:
    """End the children of a server that has ended: one with a connection serves it on for ten seconds and more."""
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


@contextmanager
def dovecot(folder: Path, *, provider: str = "") -> Iterator[Dovecot]:
    """Run a server with a folder of its own until the end of the block; it asks the `provider` about its tokens."""
    server = prepare(folder, provider=provider)
    with running(server):
        yield server


def prepare(folder: Path, *, provider: str = "") -> Dovecot:
    """Return a server that does not run yet."""
    import grp

    number, user = ports.account()
    uid = os.getuid() if number is None else number
    gid = os.getgid() if number is None else number
    for name in ("run", "state", "mail"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    server = Dovecot(folder, ports.free(), ports.free())
    said = CONFIGURATION.format(
        folder=folder, user=user, group=grp.getgrgid(gid).gr_name, uid=uid, gid=gid, password=PASSWORD,
        imap=server.imap, lmtp=server.lmtp, more=" xoauth2" if provider else "",
        passdb=TOKENS.format(folder=folder) if provider else "",
    )  # fmt: skip
    (folder / "dovecot.conf").write_text(said)
    asks = f"tokeninfo_url = {provider}/tokeninfo?access_token=\nusername_attribute = email\n"
    (folder / "tokens.conf").write_text(asks)
    ports.give(folder)
    return server
