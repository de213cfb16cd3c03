"""Results and documents as text: one module for each medium, each escapes for its own once."""
