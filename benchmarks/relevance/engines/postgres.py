"""PostgreSQL's full-text search, configuration ``dutch``, in a server of its own."""

import getpass
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.relevance.collections import Collection
from benchmarks.relevance.engines import UnavailableError
from benchmarks.relevance.engines.children import output
from benchmarks.relevance.runs import DEPTH, Run, parse_run, write_queries, write_table

PROGRAMS = "/usr/lib/postgresql"
"""Where Debian puts the server's programs, a folder for each version."""

_READ = r"\copy {table} from '{path}' with (format csv, delimiter E'\t', quote E'\b')"
_TABLES = """
create table texts (id text, body text);
create table queries (id text, words text);
"""
_VECTORS = """
alter table texts add words tsvector generated always as (to_tsvector('dutch', body)) stored;
create index on texts using gin (words);
analyze texts;
"""
_ASK = f"""
select queries.id, 'Q0', found.id, found.rank, found.score, 'postgresql'
from queries,
lateral (select replace(plainto_tsquery('dutch', words)::text, ' & ', ' | ')::tsquery any_of) q,
lateral (
    select id, ts_rank(texts.words, any_of, 1) score,
        row_number() over (order by ts_rank(texts.words, any_of, 1) desc, id) rank
    from texts where texts.words @@ any_of order by score desc, id limit {DEPTH}
) found
order by queries.id, found.rank;
"""


class Postgres:
    """Any of the words, by ``ts_rank`` over the logarithm of the length."""

    name = "PostgreSQL, dutch"

    def version(self) -> str:
        """The server's."""
        return output([_program("postgres"), "--version"]).split()[2]

    def rank(self, collection: Collection, folder: Path) -> Run:
        """Start a server in a temporary folder, load, ask, stop it."""
        texts, queries = folder / "texts.tsv", folder / "queries.tsv"
        write_table(texts, ((text.id, text.whole) for text in collection.texts))
        write_queries(collection, queries)
        load = [
            _TABLES,
            _READ.format(table="texts", path=texts),
            _READ.format(table="queries (id, words)", path=queries),
            _VECTORS,
        ]
        with _server() as socket:
            _psql(socket, load)
            return parse_run(_psql(socket, [_ASK]).splitlines())


def _program(name: str) -> str:
    """The newest server's program.

    Raises:
        UnavailableError: there is no server.
    """
    found = sorted(Path(PROGRAMS).glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise UnavailableError("no PostgreSQL server; apt-get install postgresql")
    return str(found[-1])


def _owner() -> str | None:
    """Whom the server runs as: it refuses root."""
    return "postgres" if os.geteuid() == 0 else None


@contextmanager
def _server() -> Iterator[str]:
    """A server that listens on a socket in the folder that is given, and nowhere else."""
    folder = tempfile.mkdtemp(prefix="relevance-postgres-")
    owner = _owner()
    if owner:
        shutil.chown(folder, owner)
    data = f"{folder}/data"
    control = [_program("pg_ctl"), "--pgdata", data, "--wait", "--silent"]
    try:
        output(
            [_program("initdb"), "--auth", "trust", "--encoding", "UTF8", "--pgdata", data], owner
        )
        options = f"-k {folder} -c listen_addresses="
        output([*control, "--log", f"{folder}/log", "--options", options, "start"], owner)
        try:
            yield folder
        finally:
            output([*control, "--mode", "immediate", "stop"], owner)
    finally:
        shutil.rmtree(folder)


def _psql(socket: str, statements: Sequence[str]) -> str:
    """Run statements; rows come unaligned, columns apart by a blank."""
    command = [_program("psql"), "--no-psqlrc", "--quiet", "--tuples-only", "--no-align"]
    command += ["--field-separator", " ", "--set", "ON_ERROR_STOP=1"]
    command += [
        "--host",
        socket,
        "--dbname",
        "postgres",
        "--username",
        _owner() or getpass.getuser(),
    ]
    for statement in statements:
        command += ["--command", statement]
    return output(command)
