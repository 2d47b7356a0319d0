"""Questions of visitors to a municipality: relayed to its mailbox, and erased after delivery."""
