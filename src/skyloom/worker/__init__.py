"""Claims generations and renders them in a child process."""
