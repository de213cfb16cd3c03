"""Hits made of whatever text, for the properties of renderers."""

import datetime

from hypothesis import strategies as st

from imwsearch.document import STATUSES, Status
from imwsearch.results import Hit

TEXT = st.text(max_size=40) | st.sampled_from(
    [
        "=1+1",
        "+32",
        "-5",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "Één {accolade} \\ \" ' % $ & # _ ~ ^",
        "a\nb",
    ]
)

HITS = st.builds(
    Hit,
    rank=st.integers(1, 999),
    score=st.floats(0, 99),
    id=st.text(min_size=1, max_size=12),
    path=TEXT,
    title=TEXT,
    number=st.none() | st.integers(1, 9999),
    session_year=st.sampled_from(["", "2024-2025"]),
    asker=TEXT,
    minister=TEXT,
    portfolio=TEXT,
    date=st.just("") | st.dates(datetime.date(1995, 1, 1)).map(datetime.date.isoformat),
    themes=st.lists(TEXT, max_size=3).map(tuple),
    status=st.sampled_from(STATUSES),
    pdf_url=TEXT,
    page_url=TEXT,
    marked_title=st.just(()),
    passages=st.just(()),
)


def hit(**changed: object) -> Hit:
    """The seed's question as a hit."""
    facts: dict[str, object] = {
        "rank": 1,
        "score": 12.5,
        "id": "2082929",
        "path": "seeds/a.txt",
        "title": "Individueel maatwerk (IMW) - Stand van zaken",
        "number": 70,
        "session_year": "2024-2025",
        "asker": "Tom Ongena",
        "minister": "Zuhal Demir",
        "portfolio": "VLAAMS MINISTER VAN ONDERWIJS, JUSTITIE EN WERK",
        "date": "2024-10-25",
        "themes": ("Werk", "Welzijn"),
        "status": Status.NOT_COMPETENT,
        "pdf_url": "https://docs.example.invalid/pfile?id=2082929",
        "page_url": "https://www.example.invalid/schriftelijke-vragen/1836380",
        "marked_title": (),
        "passages": (),
    }
    return Hit(**facts | changed)  # type: ignore[arg-type]
