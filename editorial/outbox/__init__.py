"""The outbox: every mail of the portal, from the transaction that wants it sent until it is."""
