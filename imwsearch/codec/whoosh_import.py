"""The parts of whoosh that the codec extends, imported without its warnings."""

import warnings

with warnings.catch_warnings():
    # whoosh 2.7.4 has invalid escapes in string literals; installers that do not compile
    # (uv, for one) leave it to the first import to say so.
    warnings.simplefilter("ignore", SyntaxWarning)
    from whoosh import analysis, fields, index, matching, reading
    from whoosh.codec import base

__all__ = ["analysis", "base", "fields", "index", "matching", "reading"]
