"""Sorted words with numbers → the cells of a minimal automaton."""

from array import array
from collections.abc import Iterable, Iterator

from imwsearch.dutch.lexicon import END

_Node = tuple[tuple[int, int], ...]
"""A state's transitions: (letter, number of the next state, or the entry for END)."""


def build_states(words: Iterable[tuple[str, int]]) -> tuple[list[_Node], int]:
    """The states of the minimal automaton, and the number of its first.

    Args:
        words: ASCII lower-case words in order, each with its entry.
    """
    numbers: dict[_Node, int] = {}
    path: list[list[tuple[int, int]]] = [[]]
    before = ""

    def close(depth: int) -> None:
        while len(path) > depth + 1:
            state = tuple(path.pop())
            number = numbers.setdefault(state, len(numbers))
            path[-1].append((ord(before[len(path) - 1]) - 96, number))

    for word, entry in words:
        shared = 0
        while shared < min(len(word), len(before)) and word[shared] == before[shared]:
            shared += 1
        close(shared)
        path.extend([] for _ in range(len(word) - shared))
        path[-1].append((END, entry))
        before = word
    close(0)
    root = numbers.setdefault(tuple(path[0]), len(numbers))
    return list(numbers), root


_WINDOW = 4096


def lay_out(states: list[_Node], root: int) -> "tuple[array[int], int]":
    """The states in one array of cells, and the first one's base.

    States with many letters are placed first, each at the first free base of a window that moves
    on; those with one letter fill the holes. No two states have the same base, so that a cell's
    letter tells whose it is.
    """
    bases = [0] * len(states)
    used = bytearray(28 * len(states) + _WINDOW)
    taken = bytearray(len(used))
    several = [n for n, state in enumerate(states) if len(state) > 1]
    for number, base in _place_by_window(states, several):
        bases[number], taken[base] = base, 1
        for letter, _ in states[number]:
            used[base + letter] = 1
    free = END
    for number, state in enumerate(states):
        if len(state) == 1:
            free = slot = used.find(0, free)
            while taken[slot - state[0][0]]:
                slot = used.find(0, slot + 1)
            bases[number] = slot - state[0][0]
            taken[bases[number]] = used[slot] = 1
    cells = array("I", bytes(4 * (used.rfind(1) + END + 1)))
    for number, state in enumerate(states):
        for letter, target in state:
            value = target if letter == END else bases[target]
            cells[bases[number] + letter] = value << 5 | letter
    return cells, bases[root]


def _place_by_window(states: list[_Node], numbers: list[int]) -> Iterator[tuple[int, int]]:
    """A base for each of the states; the sets of used cells and bases are integers' bits."""
    start, used, taken = 1, 0, 0
    for number in sorted(numbers, key=lambda n: (-len(states[n]), n)):
        blocked = taken
        for letter, _ in states[number]:
            blocked |= used >> letter
        base = (~blocked & (blocked + 1)).bit_length() - 1
        yield number, start + base
        taken |= 1 << base
        for letter, _ in states[number]:
            used |= 1 << base + letter
        if base > _WINDOW:
            start, used, taken = start + base // 2, used >> base // 2, taken >> base // 2
