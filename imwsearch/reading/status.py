"""What became of a question, told by its answer's words."""

import re

from imwsearch.document import Answer, Status

_LONGEST = 1500
"""An answer above this says something itself: of 3,483 real ones no longer one only points."""

_SUBSTANCE = 7
"""Words beside the pointing sentences ("Ik dank het geachte lid.") that answer nothing."""

_SENTENCE_END = re.compile(
    r"[.?!\n](?:(?<=\n)|(?<!nr\.)(?<!nrs\.)(?<!art\.)(?=\s+[A-Z\d\"“]|[A-Z]))"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_COMPETENCE = re.compile(
    r"\b(?:behoor|val|viel|ressorteer|lig)\w*\b[^.]{0,160}\bbevoegd"
    r"|\bbevoegdhe\w+\b[^.]{0,160}\b(?:behoor|val|ressorteer|lig)\w*"
    r"|\b(?:niet|geen)\b[^.]{0,30}\bbevoegd"
    r"|\b(?:gemeenschaps|gewest|federale)\s?(?:materie|aangelegenheid|bevoegdheid)"
    r"|\bgelet op (?:diens|zijn|haar) bevoegdheid|\bkomt toe aan\b|\bbeter geplaatst\b",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"\b(?:verwij[sz]\w*|verwezen|doorverwe\w+|zie)\b[^\n]{0,120}"
    r"(?:\bminister|\bcollega|\bvra(?:ag|gen)\b|\bantwoord|\bstaatssecretaris|\bcommissie"
    r"|\bgewest|\bgemeenschap|\bregering)"
    r"|\bantwoord\w*\b[^\n]{0,80}\b(?:gegeven|verstrekt|bezorgd|gecoördineerd|geformuleerd)\b"
    r"[^\n]{0,20}\bdoor\b|\bgeco[öo]rdineerde? antwoord"
    r"|\bvra(?:ag|gen)\b[^\n]{0,60}\b(?:richten|te stellen)\b",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"\bbijlage|\btabel|\bbijgevoegd|\bhieronder|\bhierna|\bonderstaande?|\bwebsite|\bwww\.|http"
    r"|\bpunt(?:en)? \d|\b(?:deel)?vra(?:ag|gen) \d{1,2}\b(?! van)",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"\b(?:antwoord|gegevens|informatie)\b[^\n]{0,80}\b(?:rechtstreeks|persoonlijk|vertrouwelijk"
    r"|individueel|alleen|enkel)\b[^\n]{0,60}"
    r"\b(?:toegestuurd|toegezonden|bezorgd|overgemaakt|meegedeeld|verstrekt|overhandigd)",
    re.IGNORECASE,
)
_ATTACHED = re.compile(r"\b(?:bijlage|tabel)", re.IGNORECASE)
_FORMULA = re.compile(r"documentaire karakter|ligt het ter inzage|huidig bulletin", re.IGNORECASE)

_SIGNS = (
    *("verw", "zie", "antwoord", "richten", "te stellen"),
    *("bevoegd", "materie", "aangelegenheid", "komt toe aan", "beter geplaatst"),
    *("rechtstreeks", "persoonlijk", "vertrouwelijk", "individueel", "alleen", "enkel"),
    *("documentaire karakter", "ligt het ter inzage", "huidig bulletin"),
)
"""Without one of these, in small letters, a sentence meets none of the patterns above."""


def status_of(answer: Answer | None) -> str:
    """Status of a question.

    An answer that says something itself is an answer, whatever else it points to: only the
    sentences beside those that point, decline or send are counted.

    Args:
        answer: the answer, or None.

    Returns:
        The status; see ``Status`` for what each means.
    """
    if answer is None or not answer.text:
        return Status.UNANSWERED
    if len(answer.text) > _LONGEST:
        return Status.ANSWERED
    found: set[str] = set()
    substance = 0
    for sentence in _SENTENCE_END.split(answer.text):
        kind = _kind(sentence)
        found.add(kind)
        if kind == Status.ANSWERED:
            substance += len(_WORD.findall(sentence))
            if substance > _SUBSTANCE:
                return Status.ANSWERED
    for status in (Status.PRIVATE, Status.NOT_COMPETENT, Status.REFERRED):
        if status in found:
            return status
    return Status.ANSWERED


def _kind(sentence: str) -> str:
    """What a sentence does; UNANSWERED where it is a formula that does nothing."""
    if sentence.isascii() and not any(map(sentence.lower().__contains__, _SIGNS)):
        return Status.ANSWERED
    if _PRIVATE.search(sentence) and not _ATTACHED.search(sentence):
        return Status.PRIVATE
    if _COMPETENCE.search(sentence):
        return Status.NOT_COMPETENT
    if _POINTER.search(sentence) and not _HERE.search(sentence):
        return Status.REFERRED
    return Status.UNANSWERED if _FORMULA.search(sentence) else Status.ANSWERED
