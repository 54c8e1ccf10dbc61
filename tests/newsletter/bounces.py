"""What mail servers send back, as files."""

DSN = """\
From: MAILER-DAEMON@mx.example.org
To: newsletter@example.org
Date: Tue, 03 Mar 2026 10:15:00 +0000
Message-ID: <{name}@mx.example.org>
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="edge"

--edge
Content-Type: text/plain

This is the mail system at host mx.example.org.
--edge
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
Arrival-Date: Tue, 03 Mar 2026 10:14:00 +0000

Final-Recipient: rfc822; {address}
Original-Recipient: rfc822;{address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 unknown user

--edge
Content-Type: text/rfc822-headers

To: {address}
Message-ID: {of}
Subject: The newsletter
--edge--
"""

COMPLAINT = """\
From: feedback@isp.example.org
To: newsletter@example.org
Date: Tue, 03 Mar 2026 10:15:00 +0000
Message-ID: <complaint-1@isp.example.org>
Subject: Abuse report
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="edge"

--edge
Content-Type: text/plain

This is an abuse report.
--edge
Content-Type: message/feedback-report

Feedback-Type: {kind}
User-Agent: Example/1.0
Version: 1
{named}
--edge
Content-Type: message/rfc822

From: newsletter@example.org
To: Robin <robin@example.org>
Subject: The newsletter

Hello
--edge--
"""


def dsn(
    address: str,
    *,
    status: str = "5.1.1",
    action: str = "failed",
    name: str = "dsn-1",
    of: str = "<another@example.org>",
) -> str:
    """Return a report of a failed delivery (RFC 3464)."""
    return DSN.format(address=address, status=status, action=action, name=name, of=of)


def complaint(*, kind: str = "abuse", named: str = "") -> str:
    """Return a complaint (RFC 5965), of the reader named or of the enclosed message."""
    return COMPLAINT.format(
        kind=kind, named=f"Original-Rcpt-To: {named}\n" if named else ""
    )


def mbox(*messages: str) -> str:
    """Return messages as one mailbox file."""
    return "\n".join(f"From - Tue Mar  3 10:15:00 2026\n{each}" for each in messages)
