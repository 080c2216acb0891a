"""Our own routes: health, metrics, files."""
