"""A message as mail."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from crmcli.core.findings import N_
from crmcli.features.push.mailbox import NONE, SSL, Mailbox
from crmcli.features.push.trouble import Trouble, unreached, without
from crmcli.features.push.web import within

LOGIN = N_("the mailbox refused the login ({code}: {said}); it wants its authorisation code for programs, no password")
NO_TO = N_("the server refused these addresses: {to}")
NO_TLS = N_("the server offers no encryption; use security=ssl")
SERVER = N_("the server said no ({code}: {said})")


def send_mail(box: Mailbox, subject: str, text: str, seconds: int) -> None:
    """Sends one mail to all. Raises Trouble where it was not taken, for one of them even."""
    try:
        within(4 * seconds, lambda: _send(box, _letter(box, subject, text), seconds))
    except Trouble:
        raise
    except smtplib.SMTPAuthenticationError as error:
        raise Trouble(LOGIN, again=False, **_told(box, error)) from None
    except smtplib.SMTPRecipientsRefused as error:
        raise Trouble(NO_TO, again=False, to=sorted(error.recipients)) from None
    except smtplib.SMTPNotSupportedError:
        raise Trouble(NO_TLS, again=False) from None
    except smtplib.SMTPResponseException as error:
        raise Trouble(SERVER, again=400 <= error.smtp_code < 500, **_told(box, error)) from None
    except (OSError, EOFError) as error:
        raise unreached(_cause(error), box.host, seconds) from None


def _cause(error: Exception) -> Exception:
    """What stands behind a connection smtplib gave up: silence, or a server that went away."""
    if not isinstance(error, smtplib.SMTPServerDisconnected):
        return error
    return error.__context__ if isinstance(error.__context__, TimeoutError) else ConnectionError()


def _letter(box: Mailbox, subject: str, text: str) -> EmailMessage:
    letter = EmailMessage()
    letter["Subject"] = subject
    letter["From"] = box.sender
    letter["To"] = ", ".join(box.to)
    letter["Date"] = formatdate(localtime=True)
    letter["Message-ID"] = make_msgid(domain=box.sender.partition("@")[2])
    # plain ASCII on the line: not every server takes more
    letter.set_content(text, charset="utf-8", cte="base64")
    return letter


def _send(box: Mailbox, letter: EmailMessage, seconds: int) -> None:
    safe = ssl.create_default_context()
    if box.security == SSL:
        server: smtplib.SMTP = smtplib.SMTP_SSL(box.host, box.port, timeout=seconds, context=safe)
    else:
        server = smtplib.SMTP(box.host, box.port, timeout=seconds)
    try:
        if box.security not in (SSL, NONE):
            server.starttls(context=safe)
        if box.code:
            server.login(box.user, box.code)
        left_out = server.send_message(letter)
    except BaseException:
        server.close()
        raise
    try:
        server.quit()
    except (smtplib.SMTPException, OSError):
        server.close()  # the mail was taken already
    if left_out:
        raise Trouble(NO_TO, again=False, to=sorted(left_out))


def _told(box: Mailbox, error: smtplib.SMTPResponseException) -> dict[str, object]:
    said = error.smtp_error.decode("utf-8", "replace") if isinstance(error.smtp_error, bytes) else str(error.smtp_error)
    return {"code": error.smtp_code, "said": without([box.code] if box.code else [], said)}
