"""The outbox: the queue of all mails of the portal, and their sending."""
