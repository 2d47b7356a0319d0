"""How much the examples cover, and how much is known of them: the page, and its history at the desk."""
