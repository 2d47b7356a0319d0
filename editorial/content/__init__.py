"""The content in `fixtures/`: how its files map onto the models, and how it gets into the database."""
