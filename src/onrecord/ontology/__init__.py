"""What the system knows, in reviewed tables."""
