"""The methods of HTTP by which a request only reads (RFC 9110, 9.2.1), as far as this site knows them."""

SAFE_METHODS = ["GET", "HEAD"]
