"""Which files follow from the tables in spec/*.toml, and what is in them?

`python -m ulambda.spec.generate` writes the Python constants, the C headers and the reference
pages; `--check` compares them with what is committed and says which differ. A file is a pure
function of the tables: `outputs()` maps each path (relative to the repository) to its text.
"""

import struct
import sys
import tomllib
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SPEC = ROOT / "spec"
MARK = "Generated from spec/{source} by `python -m ulambda.spec.generate`. Do not edit."

FORMATS = ["ABC", "ABsC", "ABx", "AsBx", "sAx"]
KINDS = ["-", "r", "w", "rw", "n", "i8", "int", "imm", "jump", "obj", "glob", "fn", "cls", "bi"]
KINDS += ["f", "fw"]
REGISTERS = ("r", "w", "rw")
# What the verifier looks at beyond registers, by format and operands
CHECKS = ["", "C=0", "BC=0", "jump8", "jump16", "jump24", "imm", "obj", "glob", "fn16"]
CHECKS += ["fn", "cls", "bi"]
FLAGS = ["A0", "BACKWARD", "ENDS", "FA", "FB", "FC"]
ENDS = 1 << 13
OWN = ["", "return", "generator", "callee", "chain", "float", "fload", "module"]
SPANS = ["", "A+2", "A+3", "A+B", "A+B+2C", "B+2", "B+C-1", "B+2C-1", "B+1+nfree", "B+members"]
WORDS = ["", "value", "name", "op", "count"]

Table = list[dict[str, object]]


def table(name: str, key: str) -> Table:
    """Read the array of tables `key` of spec/`name`."""
    rows = tomllib.loads((SPEC / name).read_text("utf-8"))[key]
    assert isinstance(rows, list)
    return rows


def python_module(source: str, question: str, body: Iterable[str]) -> str:
    """Frame generated Python."""
    return "\n".join([f'"""{question}\n\n{MARK.format(source=source)}\n"""', "", *body, ""])


def c_header(source: str, guard: str, question: str, body: Iterable[str]) -> str:
    """Frame a generated C header."""
    top = [f"/* {question}", f" * {MARK.format(source=source)} */", f"#ifndef {guard}"]
    return "\n".join([*top, f"#define {guard}", "", *body, "", "#endif", ""])


def c_identifier(name: str) -> str:
    """Make a C constant's tail: `math.sqrt` -> `MATH_SQRT`, `__init__` -> `__INIT__`."""
    return name.replace(".", "_").upper()


def numbered(prefix: str, names: Sequence[str]) -> list[str]:
    """Write one `#define` per name."""
    return [f"#define {prefix}{c_identifier(name)} {i}" for i, name in enumerate(names)]


def strings(names: Sequence[str]) -> list[str]:
    """Write one quoted Python line per name."""
    return [f'    "{name}",' for name in names]


def op_registers(op: dict[str, object]) -> int:
    """Mask of the fields of an instruction that are registers."""
    fields = enumerate(_operands(op), 1)
    return sum(255 << 8 * i for i, kind in fields if kind in REGISTERS)


def op_rules(op: dict[str, object]) -> int:
    """Pack what else the verifier must know of an opcode; 0: nothing.

    Check in bits 0-3, span 4-7, word 8-10; 11: A must be 0, 12: may jump backwards, 13: never falls
    through, 14-16: fields that are float registers, 17-19: a rule of its own.
    """
    operands = _operands(op)
    assert all(kind in KINDS for kind in operands)
    rules = CHECKS.index(_check(str(op["format"]), *operands))
    rules |= SPANS.index(str(op.get("span", ""))) << 4
    rules |= WORDS.index(str(op.get("word", ""))) << 8
    flags: list[object] = [operands[0] == "-"]
    flags += [op.get("backward"), op.get("ends")]
    flags += [kind in ("f", "fw") for kind in operands]
    rules |= OWN.index(str(op.get("rule", ""))) << 17
    return rules | sum(1 << i for i, flag in enumerate(flags, 11) if flag)


def rule_name(rule: int) -> str:
    """Name what an opcode's rules are: `JUMP16_A3_BACKWARD`."""
    parts = [(CHECKS, rule & 15), (SPANS, rule >> 4 & 15), (WORDS, rule >> 8 & 7)]
    names = [_label(labels[i]) for labels, i in parts if i]
    names += [flag for i, flag in enumerate(FLAGS, 11) if rule >> i & 1]
    names += [OWN[rule >> 17].upper()] if rule >> 17 else []
    return "_".join(names) or "NONE"


def _check(form: str, a: str, b: str, c: str) -> str:
    if form == "sAx":
        return "jump24"
    if form in ("ABx", "AsBx"):
        return {"int": "", "jump": "jump16", "fn": "fn16"}.get(b, b)
    if c == "-":
        return "BC=0" if b == "-" else "C=0"
    assert b in (*REGISTERS, "f", "n", "i8"), f"ul_verify.c has no check for {a}, {b}, {c}"
    return {"jump": "jump8", "fn": "fn", "cls": "cls", "bi": "bi"}.get(c, "")


def _operands(op: dict[str, object]) -> list[str]:
    operands = op["operands"]
    assert isinstance(operands, list)
    return [str(kind) for kind in operands]


def opcode_files() -> dict[str, str]:
    """Opcodes for Python, C and people."""
    ops = table("opcodes.toml", "op")
    names = [str(op["name"]) for op in ops]
    python = [
        "from enum import IntEnum",
        "from typing import NamedTuple",
        "",
        "",
        "class Op(IntEnum):",
        '    """The number of each opcode."""',
        "",
        *(f"    {name} = {i}" for i, name in enumerate(names)),
        "",
        "",
        "class OpInfo(NamedTuple):",
        '    """How an opcode is encoded and what it does."""',
        "",
        "    format: str",
        "    operands: tuple[str, str, str]",
        "    span: str",
        "    word: str",
        "    effect: str",
        "",
        "",
        "INFO: dict[Op, OpInfo] = {",
    ]
    for op in ops:
        operands = ", ".join(f'"{kind}"' for kind in _operands(op))
        python += [
            f"    Op.{op['name']}: OpInfo(",
            f'        "{op["format"]}",',
            f"        ({operands}),",
            f'        "{op.get("span", "")}",',
            f'        "{op.get("word", "")}",',
            f'        "{op["effect"]}",',
            "    ),",
        ]
    python.append("}")
    rules = sorted({0, *map(op_rules, ops)}, key=lambda rule: (rule & ENDS, rule))
    ending = sum(not rule & ENDS for rule in rules)
    header = [
        "#include <stdint.h>",
        "",
        "enum ul_op {",
        *(f"    UL_OP_{name} = {i}," for i, name in enumerate(names)),
        "};",
        f"#define UL_OP_COUNT {len(ops)}",
        "",
        "/* X(name) for every opcode, in order */",
        "#define UL_OPCODES(X) \\",
        " \\\n".join(f"    X({name})" for name in names),
        "",
        "/* What the verifier checks: a mask of the fields that are registers, and which of the",
        "   UL_OP_RULES hold besides (0: none). */",
        "#define UL_OP_INFO \\",
        ", \\\n".join(
            f"    0x{op_registers(op) | rules.index(op_rules(op)):08x}u /* {op['name']} */"
            for op in ops
        ),
        "",
        "/* Check, span and word as numbered below, at bits 0, 4 and 8; then the UL_RULE bits. */",
        "#define UL_OP_RULES \\",
        ", \\\n".join(f"    0x{rule:04x}u" for rule in rules),
        f"#define UL_OP_RULE_COUNT {len(rules)}",
        f"#define UL_OP_RULE_ENDING {ending} /* from here on: never falls through */",
        *(f"#define UL_RULES_{rule_name(rule)} {i}" for i, rule in enumerate(rules)),
        "",
    ]
    for label, values in (("CHECK", CHECKS), ("SPAN", SPANS), ("WORD", WORDS)):
        header += [f"#define UL_{label}_{_label(value)} {i}u" for i, value in enumerate(values)]
    header += [f"#define UL_RULE_{name} {1 << i}u" for i, name in enumerate(FLAGS, 11)]
    page = ["# Opcodes", "", MARK.format(source="opcodes.toml"), ""]
    page += ["| number | name | format | effect |", "| ---: | --- | --- | --- |"]
    for i, op in enumerate(ops):
        effect = str(op["effect"]).replace("|", "\\|")
        word = f" + {op['word']}" if "word" in op else ""
        page.append(f"| {i} | `{op['name']}` | {op['format']}{word} | {effect} |")
    return {
        "spec/opcodes.py": python_module("opcodes.toml", "Which instructions are there?", python),
        "device_runtime/include/ulambda/gen/ul_opcodes.h": c_header(
            "opcodes.toml", "UL_OPCODES_H", "Which instructions are there?", header
        ),
        "docs/reference/opcodes.md": "\n".join([*page, ""]),
        "device_runtime/tests/gen/forge_ops.h": _forge_header(ops),
    }


def _forge_header(ops: Table) -> str:
    """What a test must know to forge instructions: the operands of each opcode."""
    body = ["#include <stdint.h>", ""]
    body += [f"#define FORGE_FMT_{form.upper()} {i}u" for i, form in enumerate(FORMATS)]
    body += [f"#define FORGE_{_label(kind)} {i}u" for i, kind in enumerate(KINDS)]
    body += ["", "static const struct forge_op {", "    uint8_t format, operand[3], spans, word;"]
    body.append("} forge_ops[] = {")
    for op in ops:
        kinds = ", ".join(f"FORGE_{_label(kind)}" for kind in _operands(op))
        form, word = FORMATS.index(str(op["format"])), WORDS.index(str(op.get("word", "")))
        body.append(f"    {{{form}, {{{kinds}}}, {int('span' in op)}, {word}}}, /* {op['name']} */")
    question = "Which operands does each instruction have?"
    return c_header("opcodes.toml", "UL_TEST_FORGE_OPS_H", question, [*body, "};"])


def _label(value: str) -> str:
    names = {"": "NONE", "-": "NONE", "A+2": "A2", "A+3": "A3", "A+B": "AB", "A+B+2C": "AB2C"}
    names |= {"B+2": "B2", "B+C-1": "BC", "B+2C-1": "B2C", "B+1+nfree": "BFREE"}
    names |= {"B+members": "BMEMBERS", "C=0": "C0", "BC=0": "BC0"}
    return names.get(value, value.upper())


def wire_files() -> dict[str, str]:
    """Model of the wire form for Python and C."""
    groups: dict[str, list[int]] = {}
    for row in table("wire.toml", "group"):
        assert isinstance(row["ones"], list)
        groups[str(row["name"])] = row["ones"]
    ones = [one for group in groups.values() for one in group]
    starts = {name: sum(map(len, list(groups.values())[:i])) for i, name in enumerate(groups)}
    model = 1 + zlib.crc32(repr(groups).encode()) % 255
    python = [
        f"MODEL = {model}",
        '"""The first byte of a wire form in this model."""',
        "",
        "GROUPS = {",
        *(f'    "{name}": {at},' for name, at in starts.items()),
        "}",
        '"""First context of each group."""',
        "",
        "ONES = bytes.fromhex(",
        *(f'    "{bytes(ones[i : i + 32]).hex()}"' for i in range(0, len(ones), 32)),
        ")",
        '"""Probability of a 1 in each context, in 256ths."""',
    ]
    padded = bytes([*ones, *[0] * (-len(ones) % 4)])
    words = [f"0x{word:08x}u" for (word,) in struct.iter_unpack("<I", padded)]
    header = [
        f"#define UL_WIRE_MODEL {model}u",
        "",
        "/* First context of each group. */",
        *(f"#define UL_WIRE_{name.upper()} {at}u" for name, at in starts.items()),
        "",
        "/* Probability of a 1 in each context, in 256ths, four to a word. */",
        "#define UL_WIRE_ONES \\",
        ", \\\n".join("    " + ", ".join(words[i : i + 8]) for i in range(0, len(words), 8)),
    ]
    return {
        "spec/wire_model.py": python_module("wire.toml", "How likely is a bit?", python),
        "device_runtime/include/ulambda/gen/ul_wire_model.h": c_header(
            "wire.toml", "UL_WIRE_MODEL_H", "How likely is each bit of the wire form?", header
        ),
    }


def error_files() -> dict[str, str]:
    """Error codes for Python, C and people."""
    rows = [(str(row["name"]), str(row["text"])) for row in table("errors.toml", "error")]
    python = [
        "from enum import IntEnum",
        "",
        "",
        "class Err(IntEnum):",
        '    """0 is good, all others are negative: the same numbers in C and on the wire."""',
        "",
        *(f"    {name} = {-i}" for i, (name, _) in enumerate(rows)),
        "",
        "",
        "ERROR_TEXT: dict[Err, str] = {",
        *(f'    Err.{name}: "{text}",' for name, text in rows),
        "}",
    ]
    header = ["enum ul_err {", *(f"    UL_{n} = {-i}, /* {t} */" for i, (n, t) in enumerate(rows))]
    page = ["# Errors", "", MARK.format(source="errors.toml"), ""]
    page += ["| code | name | meaning |", "| ---: | --- | --- |"]
    page += [f"| {-i} | `{name}` | {text} |" for i, (name, text) in enumerate(rows)]
    return {
        "spec/error_codes.py": python_module("errors.toml", "How can things fail?", python),
        "device_runtime/include/ulambda/gen/ul_errors.h": c_header(
            "errors.toml", "UL_ERRORS_H", "How can things fail?", [*header, "};"]
        ),
        "docs/reference/errors.md": "\n".join([*page, ""]),
    }


def syscall_files() -> dict[str, str]:
    """System calls for Python, C and people."""
    rows = table("syscalls.toml", "syscall")
    python = [
        "from enum import IntEnum",
        "",
        "",
        "class Syscall(IntEnum):",
        '    """The number of each system call."""',
        "",
        *(f"    {row['name']} = {i}" for i, row in enumerate(rows)),
    ]
    header = ["enum ul_syscall {"]
    for i, row in enumerate(rows):
        header.append(f"    /* in: {row['in']}, out: {row['out']} */")
        header.append(f"    UL_SYS_{row['name']} = {i},")
    page = ["# System calls", "", MARK.format(source="syscalls.toml"), ""]
    about = tomllib.loads((SPEC / "syscalls.toml").read_text("utf-8"))["about"]
    page += [about.strip(), "", "| number | name | in | out | what it does | who answers |"]
    page += ["| ---: | --- | --- | --- | --- | --- |"]
    for i, row in enumerate(rows):
        cells = (f"`{row['name']}`", row["in"], row["out"], row["doc"], row.get("by", "every tier"))
        page.append(f"| {i} | " + " | ".join(map(str, cells)) + " |")
    return {
        "spec/syscalls.py": python_module("syscalls.toml", "What may a handler ask?", python),
        "device_runtime/include/ulambda/gen/ul_syscalls.h": c_header(
            "syscalls.toml", "UL_SYSCALLS_H", "What may a handler ask of its host?", [*header, "};"]
        ),
        "docs/reference/syscalls.md": "\n".join([*page, ""]),
    }


def builtin_files() -> dict[str, str]:
    """Static names, builtin types and functions for Python and C."""
    data = tomllib.loads((SPEC / "builtins.toml").read_text("utf-8"))
    names: list[str] = data["names"]
    types = [str(row["name"]) for row in data["types"]]
    bases = [types.index(row.get("base", "object")) for row in data["types"]]
    functions = data["functions"]
    python = [
        "NAMES: tuple[str, ...] = (",
        *strings(names),
        ")",
        "",
        "TYPES: tuple[str, ...] = (",
        *strings(types),
        ")",
        "",
        "# the base of each type, by place in TYPES",
        "TYPE_BASES: tuple[int, ...] = (",
        *(f"    {base}," for base in bases),
        ")",
        "",
        "PUBLIC_TYPES: tuple[str, ...] = (",
        *strings(data["public_types"]),
        ")",
        "",
        "# name: (place, fewest and most positional arguments; -1 is any number)",
        "FUNCTIONS: dict[str, tuple[int, int, int]] = {",
        *(f'    "{f["name"]}": ({i}, {f["min"]}, {f["max"]}),' for i, f in enumerate(functions)),
        "}",
        "",
        "CONSTANTS: dict[str, float] = {",
        *(f'    "{name}": float("{value!r}"),' for name, value in data["constants"].items()),
        "}",
    ]
    header = [
        *numbered("UL_NAME_", names),
        f"#define UL_NAME_STATIC_COUNT {len(names)}",
        "#define UL_STATIC_NAMES \\",
        " \\\n".join(f'    "{name}\\0"' for name in names),
        "",
        *numbered("UL_TYPE_", types),
        f"#define UL_TYPE_COUNT {len(types)}",
        "#define UL_TYPE_NAMES \\",
        " \\\n".join(f'    "{name}\\0"' for name in types),
        "#define UL_TYPE_BASES \\",
        "    " + ", ".join(str(base) for base in bases),
        "",
        *numbered("UL_FN_", [f["name"] for f in functions]),
        f"#define UL_FN_COUNT {len(functions)}",
        "#define UL_FN_NAMES \\",
        " \\\n".join(f'    "{f["name"].rpartition(".")[2]}\\0"' for f in functions),
        "/* fewest | most << 4 positional arguments; most 15: any number */",
        "#define UL_FN_ARGS \\",
        "    " + ", ".join(hex(f["min"] | (f["max"] & 15) << 4) for f in functions),
    ]
    return {
        "spec/builtins.py": python_module(
            "builtins.toml", "Which names does the interpreter know by itself?", python
        ),
        "device_runtime/include/ulambda/gen/ul_builtins.h": c_header(
            "builtins.toml",
            "UL_BUILTINS_H",
            "Which names does the interpreter know by itself?",
            header,
        ),
    }


def outputs() -> dict[str, str]:
    """Map every generated file to its text."""
    return opcode_files() | wire_files() | error_files() | syscall_files() | builtin_files()


def main(arguments: Sequence[str]) -> int:
    """Write the files, or with `--check` compare them."""
    stale = []
    for path, text in outputs().items():
        target = ROOT / path
        if target.exists() and target.read_text("utf-8") == text:
            continue
        stale.append(path)
        if "--check" not in arguments:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
    if stale and "--check" in arguments:
        print("stale: " + ", ".join(stale) + "\n  run:  make generate", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
