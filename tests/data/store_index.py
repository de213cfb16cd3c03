"""Store a small index of the current format: store_index.py OUT WORKFOLDER; see README.md."""

import sys
import zipfile
from pathlib import Path

from imwsearch import indexing, versions
from tests.conftest import write_files


def store(out: Path, work: Path) -> None:
    indexing.build(work / "index", write_files(work / "seeds"))
    now = versions.current()
    with zipfile.ZipFile(out / f"index-{now['format']}-{now['segments']}.zip", "w") as stored:
        for path in sorted((work / "index").rglob("*")):
            if path.is_file() and path.name != "lock":
                stored.write(path, path.relative_to(work), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    store(Path(sys.argv[1]), Path(sys.argv[2]))
