"""How fast the index is built and searched, beside other engines on the same documents."""
