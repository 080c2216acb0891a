"""A typed client of the HTTP APIs; knows nothing of the server's code."""
