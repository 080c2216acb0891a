"""The rules: plain functions and frozen values on the standard library alone."""
