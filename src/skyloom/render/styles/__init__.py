"""Styles that draw, paint or print the picture instead of photographing it."""
