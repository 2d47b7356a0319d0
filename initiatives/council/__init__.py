"""One initiative as a paper for the municipal council (raadspagina)."""
