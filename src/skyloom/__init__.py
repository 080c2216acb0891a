"""Skyloom: a server that turns words and pictures into places."""
