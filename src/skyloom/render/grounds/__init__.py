"""What the ground is made of, one subject a module."""
