"""What do total_ordering, cached_property and singledispatch stand for?

Each sets or reads what only the source knows: methods by computed names, an attribute named like
the property, the annotation of a parameter.
"""

import ast

from ulambda.compiler.expand import Expander, Facts, constant, written
from ulambda.compiler.modules import in_library

_ORDER = ("lt", "le", "gt", "ge")  # the first that a class has counts


def order(expander: Expander, node: ast.ClassDef) -> None:
    """`@total_ordering`: the comparisons that the class does not have."""
    marks = [d for d in node.decorator_list if expander.meaning(d) == "functools.total_ordering"]
    if not marks:
        return
    node.decorator_list = [d for d in node.decorator_list if d not in marks]
    known = expander.methods(node)
    roots = [name for name in _ORDER if f"__{name}__" in known]
    if not roots:
        seen = "total_ordering without an ordering operation"
        expander.refuse(node, seen, "define at least one of < > <= >=")
        return
    for name in _ORDER:
        if name not in roots:
            names: dict[str, ast.expr | str] = {"F": f"_ordering:{name}_from_{roots[0]}"}
            node.body += written(f"__{name}__ = F", in_library("_ordering"), names)


def keep(expander: Expander, node: ast.ClassDef) -> None:
    """`@cached_property`: a function beside the method that stores its result."""
    for place, statement in reversed(list(enumerate(node.body))):
        if not isinstance(statement, ast.FunctionDef) or len(statement.decorator_list) != 1:
            continue
        mark = statement.decorator_list[0]
        if expander.meaning(mark) == "functools.cached_property":
            name = f"_store_{statement.name}"
            text = f"def {name}(self, value): self.{statement.name} = value"
            names: dict[str, ast.expr | str] = {"KEEPER": "_cached:keeper"}
            call = written(f"KEEPER({name})", mark, names)[0]
            assert isinstance(call, ast.Expr)
            statement.decorator_list = [call.value]
            node.body[place:place] = written(text, in_library("_cached"), {})


def dispatch(expander: Expander, node: ast.FunctionDef) -> ast.stmt | None:
    """`@f.register` on a function with an annotation: the type goes into the call."""
    kinds = ("functools.singledispatch", "functools.singledispatchmethod")
    if any(expander.meaning(d) in kinds for d in node.decorator_list):
        expander.learn(node, Facts("dispatch"))
        expander.dispatchers.add(node.name)
    for place, mark in enumerate(node.decorator_list):
        if not isinstance(mark, ast.Attribute) or mark.attr != "register":
            continue
        facts = expander.facts(mark.value)
        inner = isinstance(mark.value, ast.Name) and mark.value.id in expander.dispatchers
        if inner or (facts is not None and facts.kind == "dispatch"):
            parameters = [*node.args.posonlyargs, *node.args.args]
            method = "class" in expander.depth[-1:]
            noted = parameters[method].annotation if len(parameters) > method else None
            text = constant(noted, str)
            if isinstance(text, str) and noted is not None:
                noted = ast.copy_location(ast.parse(text, mode="eval").body, noted)
            if noted is None:
                seen = f"{ast.unparse(mark)} of a function without annotation"
                expander.refuse(mark, seen, "annotate its first parameter, or name the type")
                continue
            call = ast.copy_location(ast.Call(mark, [noted], []), mark)
            node.decorator_list[place] = call
    return None
