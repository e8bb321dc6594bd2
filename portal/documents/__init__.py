"""PDFs: plain data in, bytes out, no network, no database."""
