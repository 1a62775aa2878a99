"""The day's counts as mail: logged in, protected, and what a server may say against it."""

from __future__ import annotations

import email
import email.policy
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mailserver import CODE, USER, MailServer, make_certificate

from harness import Desk

QUIET = ("due", "--kind", "manual", "--push")


@pytest.fixture
def mail(robots: Any) -> Iterator[MailServer]:
    """A server in the clear, which only this machine itself may use."""
    server = MailServer()
    yield server
    server.server.shutdown()
    server.server.server_close()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of localhost."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make a certificate with")
    return make_certificate(tmp_path_factory.mktemp("mail") / "localhost.pem")


def read(data: bytes) -> Any:
    return email.message_from_bytes(data, policy=email.policy.default)


def test_a_mail_to_each_with_the_whole_text(busy: Desk, mail: MailServer, stamps: Any) -> None:
    busy.env(CRMCLI_PUSH=f"m={mail.address('none', '&to=a@x.cn,b@x.cn')}", CRMCLI_LANG="zh_CN")
    assert busy("due", "--kind", "manual", "--push").status == 0
    (letter,) = mail.letters
    assert (letter.sender, letter.to) == (USER, ["a@x.cn", "b@x.cn"])
    read_back = read(letter.data)
    assert read_back["Subject"].startswith("待办 2026-10-31 周六 · 所有人")
    assert (read_back["From"], read_back["To"]) == (USER, "a@x.cn, b@x.cn")
    text = read_back.get_content()
    assert text.splitlines()[0] == read_back["Subject"]
    assert "  欧阳** 15:30 手工安排" in text.splitlines()
    assert stamps(busy) == [("push:m", "done", "1/1")]


@pytest.mark.parametrize("security", ["ssl", "starttls"])
def test_a_protected_line_whose_certificate_is_checked(
    security: str, busy: Desk, robots: Any, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = MailServer(certificate, tls=security == "ssl")
    busy.env(CRMCLI_PUSH=f"m={server.address(security)}")
    assert busy(*QUIET).err == "Not sent to m: its certificate cannot be trusted; is the machine's clock right?\n"
    assert server.letters == []
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    busy.ok(*QUIET)
    (letter,) = server.letters
    assert letter.to == [USER]
    server.server.shutdown()


def test_without_encryption_nothing_is_sent(busy: Desk, mail: MailServer) -> None:
    busy.env(CRMCLI_PUSH=f"m={mail.address('starttls')}")
    assert busy(*QUIET).err == "Not sent to m: the server offers no encryption; use security=ssl\n"
    assert mail.letters == []


@pytest.mark.parametrize(
    ("answers", "tries", "said"),
    [
        ({"MAIL": "550 no such sender"}, 1, "the server said no (550: no such sender)"),
        ({"MAIL": "451 try later"}, 2, "the server said no (451: try later)"),
        ({"RCPT": "550 unknown"}, 1, "the server refused these addresses: a@x.cn, b@x.cn"),
        ({"RCPT TO:<b@": "550 unknown"}, 1, "the server refused these addresses: b@x.cn"),
        ({".": "554 looks like spam"}, 1, "the server said no (554: looks like spam)"),
        ({"EHLO": "421 closing", "HELO": "421 closing"}, 2, "the server said no (421: closing)"),
    ],
)
def test_what_a_server_says_against_it(
    answers: dict[str, str], tries: int, said: str, busy: Desk, mail: MailServer
) -> None:
    mail.answers = answers
    busy.env(CRMCLI_PUSH=f"m={mail.address('none', '&to=a@x.cn,b@x.cn')}")
    result = busy(*QUIET)
    assert (result.status, result.err) == (1, f"Not sent to m: {said}\n")
    assert mail.connections == tries


def test_a_wrong_code_is_told_without_it(busy: Desk, mail: MailServer) -> None:
    busy.env(CRMCLI_PUSH=f"m={mail.address('none').replace(CODE, 'other')}")
    result = busy(*QUIET)
    assert (result.status, mail.connections) == (1, 1)
    assert result.err.startswith("Not sent to m: the mailbox refused the login (535: no login with ")
    assert "authorisation code" in result.err
    busy.env(CRMCLI_PUSH=f"m={mail.address('none')}")
    mail.answers = {"AUTH": f"535 not {CODE}"}
    assert CODE not in busy(*QUIET).err


def test_a_server_that_hangs_ends(busy: Desk, mail: MailServer) -> None:
    mail.hang = True
    busy.env(CRMCLI_PUSH=f"m={mail.address('none').replace('timeout=2', 'timeout=1')}")
    assert busy(*QUIET).err == "Not sent to m: no answer within 1 s\n"
    assert mail.connections == 2


def test_a_test_mail(busy: Desk, mail: MailServer) -> None:
    busy.env(CRMCLI_PUSH=f"m={mail.address('none')}")
    busy.ok("push", "--test")
    (letter,) = mail.letters
    assert read(letter.data).get_content().startswith("due list · a test: ")
