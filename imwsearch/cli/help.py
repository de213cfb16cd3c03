"""``imwsearch help``."""
from imwsearch.cli import console
from imwsearch.cli.command import command
@command("help", help="x")
def help() -> int:
    return 0
