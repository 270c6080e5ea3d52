"""The command line: what there is, and how an error becomes one line and an exit status.

Exit status: 0 done; 1 the work failed, what failed is listed; 2 wrong usage. Results go to standard output,
progress and logs to standard error. Heavy modules are imported inside the commands.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Annotated, Any

import typer

from app import cli_ask, cli_bench, cli_docs, cli_eval, cli_index, cli_ingest, cli_serve
from app.settings import command_defaults, quiet_dependencies
from ingest.errors import PolicyQAError

tree = typer.Typer(
    help="Answers questions about policy documents, each value proved by a verbatim, clause-exact citation.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
tree.command("ingest")(cli_ingest.ingest)
tree.command("ask")(cli_ask.ask)
tree.command("serve")(cli_serve.serve)
tree.add_typer(cli_index.tree, name="index")
tree.add_typer(cli_docs.tree, name="docs")
tree.add_typer(cli_eval.tree, name="eval")
tree.add_typer(cli_bench.tree, name="bench")


@tree.callback()
def root(
    show_version: Annotated[bool, typer.Option("--version", is_eager=True, help="Print the version.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error comes from.")] = False,
) -> None:
    """Global options. `main` looks for --debug itself, so that it holds wherever it stands."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    # Before numpy is loaded: a question's products are small, and waking a thread a core for each doubles its time.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    args = list(sys.argv[1:] if argv is None else argv)
    options = args[: args.index("--")] if "--" in args else args
    if "--version" in options:
        typer.echo(f"policyqa {version('policyqa')}")
        return 0
    if not args:
        main(["--help"])
        return 2
    debug = "--debug" in options
    if debug:
        args.remove("--debug")
    for stream in (sys.stdout, sys.stderr):  # a question may hold what the terminal's encoding does not
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        quiet_dependencies()
        command = typer.main.get_command(tree)
        status = command.main(
            args, prog_name="policyqa", standalone_mode=False, default_map=_defaults(command, command_defaults())
        )
    except BrokenPipeError:  # the reader of our output went away: `policyqa docs list | head`
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - outlives this function
        return 0
    except PolicyQAError as error:
        return _failed(error, str(error), error.exit_status, debug)
    except (typer.TyperException, typer.Abort) as error:
        return _failed(error, _usage(error), getattr(error, "exit_code", 1), debug)
    except Exception as error:
        what = f"{type(error).__name__}: {error}"
        return _failed(error, f"unexpected error, {what} (policyqa --debug … shows where)", 1, debug)
    return status if isinstance(status, int) else 0


def _failed(error: BaseException, line: str, status: int, debug: bool) -> int:
    if debug:
        traceback.print_exception(error, file=sys.stderr)
    if line:
        typer.echo("error: " + " ".join(line.split()), err=True)
    return status


def _usage(error: BaseException) -> str:
    """A wrong call in one line, with the command whose help says more."""
    context = getattr(error, "ctx", None)
    message = error.format_message() if isinstance(error, typer.TyperException) else "stopped"
    if not message.strip() or context is None:
        return message
    return f"{message.rstrip('.')} (see {context.command_path} --help)"


def _defaults(command: Any, options: Mapping[str, Any]) -> dict[str, Any]:
    """The file's options for each command that has them, in the form that the parser takes."""
    below: Mapping[str, Any] = getattr(command, "commands", {})
    own = {p.name: options[name] for p in command.params for name in _names(p) if name in options}
    return {**own, **{name: _defaults(one, options) for name, one in below.items()}}


def _names(parameter: Any) -> set[str]:
    """The names an option goes by in the file: --as-of is as_of."""
    return {text.lstrip("-").replace("-", "_") for text in parameter.opts if text.startswith("--")}
