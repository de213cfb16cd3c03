"""The parts of whoosh that the codec extends, imported without its warnings."""

import sys
import warnings
from types import SimpleNamespace

_UNUSED = "urllib.request"
"""whoosh imports one name of it, which it never uses: that took more time than all of whoosh."""

with warnings.catch_warnings():
    # whoosh 2.7.4 has invalid escapes in string literals; installers that do not compile
    # (uv, for one) leave it to the first import to say so.
    warnings.simplefilter("ignore", SyntaxWarning)
    if stands_in := _UNUSED not in sys.modules:
        sys.modules[_UNUSED] = SimpleNamespace(urlretrieve=None)  # type: ignore[assignment]
    try:
        from whoosh import analysis, fields, index, matching, reading
        from whoosh.codec import base
        from whoosh.filedb import filestore
    finally:
        if stands_in:
            del sys.modules[_UNUSED]

__all__ = ["analysis", "base", "fields", "filestore", "index", "matching", "reading"]
