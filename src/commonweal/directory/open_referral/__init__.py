"""Services as Open Referral UK has them: the Human Services Data Specification 3.

Written from the specification at docs.openreferral.org (CC BY-SA 4.0); nothing of its
text or schemas stands here. What each of our fields becomes: docs/rules/services.md.
"""
