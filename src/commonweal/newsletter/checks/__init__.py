"""What is looked at before an issue is sent: each module yields findings."""
