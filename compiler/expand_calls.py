"""Which calls of builtin functions does the library answer?"""

import ast

from ulambda.compiler.expand import Expander


def to_file(expander: Expander, call: ast.Call, target: str) -> ast.expr | None:
    """`print(..., file=f)`: the pieces go to f.write()."""
    file = [keyword.value for keyword in call.keywords if keyword.arg == "file"]
    if not file:
        return None
    call.keywords = [keyword for keyword in call.keywords if keyword.arg != "file"]
    call.args.insert(0, file[0])
    call.func = ast.copy_location(ast.Name("_print:print_to", ast.Load()), call.func)
    return expander.parts(call)
