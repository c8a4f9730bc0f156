"""What is left of `abc` when a program runs? Classes that cannot be instantiated."""

import ast

from ulambda.compiler.expand import Expander, written
from ulambda.compiler.modules import in_library
from ulambda.compiler.scope import bound_in_order


def from_class(expander: Expander, node: ast.ClassDef) -> None:
    """Take ABC and abstractmethod away; a class with abstract methods gets a `__new__`."""
    inherited = [expander.findings.abstract.get(expander.meaning(b), set()) for b in node.bases]
    node.bases = [base for base in node.bases if expander.meaning(base) != "abc.ABC"]
    node.keywords = [k for k in node.keywords if expander.meaning(k.value) != "abc.ABCMeta"]
    own: set[str] = set()
    for statement in node.body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            marks = {d: expander.meaning(d) for d in statement.decorator_list}
            if "abc.abstractmethod" in marks.values():
                own.add(statement.name)
                statement.decorator_list = [
                    mark for mark, name in marks.items() if name != "abc.abstractmethod"
                ]
    names = set().union(*inherited) - set(bound_in_order(node.body)) | own
    if not names:
        return
    expander.findings.abstract[f"{expander.module.name}.{node.name}"] = names
    if "__new__" not in bound_in_order(node.body):
        seen = f"abstract method{'s' if len(names) > 1 else ''} {', '.join(sorted(names))}"
        text = f"""
def __new__(cls, *args, **kwargs):
    if cls is __class__:
        raise TypeError("Can't instantiate abstract class {node.name} with {seen}")
    return super().__new__(cls)
"""
        node.body += written(text, in_library("_abstract"), {})
