"""Store a small index of the current format: store_index.py OUT WORKFOLDER; see README.md."""

import sys
import zipfile
from pathlib import Path

from imwsearch import indexing, versions
from tests.conftest import DOCUMENTS


def store(out: Path, work: Path) -> None:
    for name, text in DOCUMENTS.items():
        path = work / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    indexing.build(work / "index", work / "seeds")
    now = versions.current()
    with zipfile.ZipFile(out / f"index-{now['format']}-{now['segments']}.zip", "w") as stored:
        for path in sorted((work / "index").rglob("*")):
            if path.is_file() and path.name != "lock":
                stored.write(path, path.relative_to(work), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    store(Path(sys.argv[1]), Path(sys.argv[2]))
