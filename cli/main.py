"""Where does a command line enter, and how does it leave?

Exit status: 0 done, 1 could not do it, 2 usage, 3 the handler itself raised.
"""

import os
import shlex
import signal
import sys
import traceback
from collections.abc import Sequence

import click

from ulambda.cli.options import Settings, settings
from ulambda.cli.say import HandlerFailed, fail
from ulambda.cli.verb import Verbs
from ulambda.spec import Bug, UlambdaError, UserError

DONE, FAILED, USAGE, HANDLER_RAISED = 0, 1, 2, 3
INTERRUPTED = 128 + signal.SIGINT

VERBS = {
    "Start": {
        "doctor": ("ulambda.cli.start:doctor", "what this machine has, lacks and how to mend it"),
    },
    "Write": {
        "run": ("ulambda.cli.write:run", "compile a file and run it here, nothing registered"),
        "check": ("ulambda.cli.write:check", "say whether files fit a board, and why not"),
        "build": ("ulambda.cli.write:build", "compile to images, with a table of sizes"),
        "explain": ("ulambda.cli.explain:explain", "say what a rule of the device subset means"),
        "disasm": ("ulambda.cli.write:disasm", "show the instructions of a file or an image"),
    },
    "Ship": {
        "deploy": ("ulambda.cli.ship:deploy", "create or update a function"),
        "invoke": ("ulambda.cli.ship:invoke", "call a function and print its result"),
        "list": ("ulambda.cli.ship:list_", "functions, invocations, boards"),
    },
    "Serve": {
        "cloud": ("ulambda.cli.serve:cloud", "the AWS-compatible service"),
        "gateway": ("ulambda.cli.serve:gateway", "the edge gateway and its boards"),
    },
}

EXAMPLES = """
ulambda run examples/porch.py -e '{"lux": 3, "motion": true}'
ulambda cloud start
ulambda deploy examples/porch.py && ulambda invoke porch -e '{"lux": 3, "motion": true}'
"""

cli = Verbs(
    "ulambda",
    VERBS,
    examples=EXAMPLES,
    help="Run one Python handler on a board, at the edge and in the cloud.",
)


def _print_version(context: click.Context, _: click.Parameter, given: bool) -> None:
    if given and not context.resilient_parsing:
        from importlib.metadata import version  # 45 ms that only this option pays

        click.echo(f"ulambda {version('ulambda')}")
        context.exit()


cli.params.append(
    click.Option(
        ["--version"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_print_version,
        help="print the version",
    )
)


def main() -> None:
    """Run the command line of this process."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit status; print no traceback without --debug."""
    context: click.Context | None = None
    try:
        with cli.make_context("ulambda", list(arguments)) as context:
            cli.invoke(context)
            return DONE
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        sys.stderr.write(error.format_message() + "\n")
        return USAGE
    except click.UsageError as error:
        fail(_usage(error), settings(context))
        return USAGE
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except HandlerFailed:
        return HANDLER_RAISED
    except BrokenPipeError:
        return _reader_gone()
    except UlambdaError as error:
        return _failed(error, settings(context))
    except click.ClickException as error:
        return _failed(UserError(error.format_message()), settings(context))
    except Exception as error:  # noqa: BLE001 - the border
        return _failed(_bug(error, arguments), settings(context))


def _failed(error: UlambdaError, given: Settings) -> int:
    if given.debug:
        traceback.print_exc()
    fail(error, given)
    return FAILED


def _usage(error: click.UsageError) -> UserError:
    path = error.ctx.command_path if error.ctx else "ulambda"
    return UserError(error.format_message().rstrip("."), hint=f"{path} --help")


def _bug(error: Exception, arguments: Sequence[str]) -> Bug:
    line = shlex.join(["ulambda", "--debug", *arguments])
    return Bug("ulambda itself failed", f"{type(error).__name__}: {error}", line)


def _reader_gone() -> int:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing left to flush
    return FAILED
