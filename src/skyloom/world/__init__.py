"""What stands where, and of what it is made."""
