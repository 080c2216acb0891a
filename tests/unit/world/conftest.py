"""Chooses the variant before the tests import modules with kernels."""

from skyloom.render import backend

backend.start()
