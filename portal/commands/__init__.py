"""Every write: one command, one transaction, one audit event at least."""
