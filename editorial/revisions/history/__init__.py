"""The public history: what each publication changed on the site, for visitors, feeds and mails."""
