"""How lexicon.bin is made from Debian's packages; nothing here runs at search time."""
