"""The operators that are words."""

AND, OR, NOT = "and", "or", "not"
OPERATORS = {"AND": AND, "EN": AND, "OR": OR, "OF": OR, "NOT": NOT, "NIET": NOT}
