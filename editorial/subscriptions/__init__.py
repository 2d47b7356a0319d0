"""Following: who wants to hear by mail what changes in a selection, and the mails that say so."""
