"""What the index is measured by."""
