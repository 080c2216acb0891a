"""What cities are made of: facades, masses, streets, signs, vehicles and people."""
