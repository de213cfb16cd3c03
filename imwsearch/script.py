#!python
"""The command imwsearch.

Not an entry point: the script that pip makes of one imports re, which takes as long as a search.
"""

from imwsearch.__main__ import main

main()
