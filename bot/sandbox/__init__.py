"""A small Discord on 127.0.0.1: the stand-in that the sandbox and the end-to-end tests run against."""
