"""What the database knows of the keys in our mails."""

import hashlib


def token_hash(token):
    """What is kept of a token: enough to recognise it, not enough to use it."""
    return hashlib.sha256(token.encode()).hexdigest()
