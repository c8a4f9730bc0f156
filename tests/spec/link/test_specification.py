"""Each MUST of spec/link.md names its proof; here is the proof that the proofs exist."""

import re
from pathlib import Path

from ulambda.spec.link import Drop, messages
from ulambda.spec.link.session import TRANSITIONS

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "spec" / "link.md").read_text()
RULES = TEXT.split("## 2. Frames", 1)[1]


def proofs() -> set[str]:
    vectors = "\n".join(path.read_text() for path in (ROOT / "spec/vectors/link").glob("*.vec"))
    tests = "\n".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))
    named = re.findall(r"^(\w+ [\w-]+)", vectors, re.MULTILINE)
    return {f"vector {name}" for name in named} | {
        f"test {name}" for name in re.findall(r"^def (test_\w+)", tests, re.MULTILINE)
    }


def test_every_proof_exists() -> None:
    claimed = {
        " ".join(claim.split()) for claim in re.findall(r"\[((?:vector|test)\s[^]]+)\]", TEXT)
    }
    assert claimed - proofs() == set()
    assert len(claimed) > 20


def test_every_must_has_a_proof() -> None:
    paragraphs = re.split(r"\n- |\n\n", RULES)
    bare = [part for part in paragraphs if "MUST" in part and "[" not in part]
    assert bare == []


def test_the_tables_are_those_of_the_code() -> None:
    for number, kind, _ in messages.TABLE:
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).upper()
        assert f"| 0x{number:02x} | {name} |" in TEXT.replace("0X", "0x")
        row = next(line for line in TEXT.splitlines() if f"| {name} |" in line)
        fields = [
            field.split(" ")[0] for field in re.split(r", (?![^(]*\))", row.split("|")[4].strip())
        ]
        assert fields == list(messages.field_names(kind))
    for drop in Drop:
        assert f"| {drop.value} | {drop.name} |" in TEXT
    rows = re.findall(r"^\| (?:host|board) \| ([^|]+) \|", TEXT, re.MULTILINE)
    assert sum(len(states.split(", ")) for states in rows) == len(TRANSITIONS)
