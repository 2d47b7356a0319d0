"""Questions of visitors to a municipality: relayed to its mailbox, and forgotten once they arrived."""
