"""The splitter and the stemmer against word lists."""
