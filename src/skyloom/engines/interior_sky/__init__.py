"""Perfect skies behind the windows of rooms."""
