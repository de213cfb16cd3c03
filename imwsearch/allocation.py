"""Memory that was let go, given back to the system."""

import sys


def trim() -> None:
    """Give back what the C library keeps for later; nothing where it is another than glibc.

    After a segment that is a third of what a build takes, and each process that it starts has it.
    """
    if sys.platform == "linux":
        import ctypes  # few builds need it

        give_back = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if give_back:
            give_back(0)
