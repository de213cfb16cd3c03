#!python
"""The command imwsearch.

Not an entry point: the script that pip makes of one imports re, which takes as long as a search.
"""

import sys

if not sys.flags.safe_path:
    del sys.path[0]  # this script's folder, which would be looked through for each module

from imwsearch.__main__ import main

main()
