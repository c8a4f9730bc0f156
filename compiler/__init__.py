"""Handler source to image: pure passes, no clock, no files, no sockets.

>>> program = compile_source("def handler(event, context):\\n    return event\\n", "echo.py")
>>> len(program.image(strip=True)) % 4
0
"""

from ulambda.compiler.build import Program, check_source, compile_source, imported_files
from ulambda.compiler.diagnostics import CompileError, Diagnostic
from ulambda.compiler.listing import disassemble

__all__ = [
    "CompileError",
    "Diagnostic",
    "Program",
    "check_source",
    "compile_source",
    "disassemble",
    "imported_files",
]
