"""How well a search finds what people look for: our index beside others, on the same documents.

``python -m benchmarks.relevance`` builds three collections from real parliamentary questions,
lets each engine answer the same queries, and prints one table. The data flow: corpus →
collections → engines → runs → measures → table.
"""
