"""Which instructions are there?

Generated from spec/opcodes.toml by `python -m ulambda.spec.generate`. Do not edit.
"""

from enum import IntEnum
from typing import NamedTuple


class Op(IntEnum):
    """The number of each opcode."""

    ILLEGAL = 0
    MOVE = 1
    UNSET = 2
    CHECK = 3
    LOADI = 4
    LOADV = 5
    LOADW = 6
    LOADC = 7
    LOADF = 8
    GETG = 9
    SETG = 10
    DELG = 11
    MKCELL = 12
    GETCELL = 13
    SETCELL = 14
    DELCELL = 15
    ADD = 16
    SUB = 17
    MUL = 18
    TRUEDIV = 19
    FLOORDIV = 20
    MOD = 21
    POW = 22
    AND = 23
    OR = 24
    XOR = 25
    SHL = 26
    SHR = 27
    IADD = 28
    INPLACE = 29
    ADDI = 30
    SUBI = 31
    MULI = 32
    FLOORDIVI = 33
    MODI = 34
    ANDI = 35
    SHLI = 36
    SHRI = 37
    NEG = 38
    POS = 39
    INVERT = 40
    NOT = 41
    EQ = 42
    NE = 43
    LT = 44
    LE = 45
    GT = 46
    GE = 47
    IS = 48
    ISNOT = 49
    IN = 50
    NOTIN = 51
    JMP = 52
    JT = 53
    JF = 54
    JNONE = 55
    JNNONE = 56
    JEQ = 57
    JNE = 58
    JLT = 59
    JLE = 60
    JGT = 61
    JGE = 62
    JNLT = 63
    JNLE = 64
    JNGT = 65
    JNGE = 66
    JEQI = 67
    JNEI = 68
    JLTI = 69
    JLEI = 70
    JGTI = 71
    JGEI = 72
    JNLTI = 73
    JNLEI = 74
    JNGTI = 75
    JNGEI = 76
    FORPREP = 77
    FORLOOP = 78
    ITER = 79
    NEXT = 80
    LOOP = 81
    NEWLIST = 82
    NEWTUPLE = 83
    NEWDICT = 84
    NEWSET = 85
    NEWSLICE = 86
    APPEND = 87
    SETADD = 88
    EXTEND = 89
    DICTMERGE = 90
    TOTUPLE = 91
    UNPACK = 92
    UNPACKX = 93
    GETIDX = 94
    GETIDXI = 95
    SETIDX = 96
    DELIDX = 97
    GETATTR = 98
    SETATTR = 99
    DELATTR = 100
    FORMAT = 101
    CONCAT = 102
    CALL = 103
    CALLS = 104
    CALLB = 105
    CALLM = 106
    CALLK = 107
    CALLX = 108
    RET = 109
    RETG = 110
    YIELD = 111
    SEND = 112
    MKFUNC = 113
    MKCLASS = 114
    RAISE = 115
    RAISEFROM = 116
    RERAISE = 117
    EXCMATCH = 118
    ASSERT = 119
    IMPORT = 120
    WLOAD = 121
    WADD = 122
    WSUB = 123
    WMUL = 124
    WAND = 125
    WOR = 126
    WXOR = 127
    WSHL = 128
    WSHR = 129
    WMASK = 130
    WSTORE = 131
    THROWN = 132
    NEXTOF = 133
    FPREP = 134
    FCONST = 135
    FLOAD = 136
    FMOVE = 137
    FBOX = 138
    FADD = 139
    FSUB = 140
    FMUL = 141
    FDIV = 142
    JFEQ = 143
    JFNE = 144
    JFLT = 145
    JFLE = 146
    JFNLT = 147
    JFNLE = 148


class OpInfo(NamedTuple):
    """How an opcode is encoded and what it does."""

    format: str
    operands: tuple[str, str, str]
    span: str
    word: str
    effect: str


INFO: dict[Op, OpInfo] = {
    Op.ILLEGAL: OpInfo(
        "ABC",
        ("-", "-", "-"),
        "",
        "",
        "stop: not an instruction; the verifier refuses it",
    ),
    Op.MOVE: OpInfo(
        "ABC",
        ("w", "r", "-"),
        "",
        "",
        "R[A] := R[B]",
    ),
    Op.UNSET: OpInfo(
        "ABC",
        ("w", "-", "-"),
        "",
        "",
        "R[A] := unbound",
    ),
    Op.CHECK: OpInfo(
        "ABC",
        ("r", "-", "-"),
        "",
        "name",
        "if R[A] is unbound: raise UnboundLocalError(name)",
    ),
    Op.LOADI: OpInfo(
        "AsBx",
        ("w", "int", "-"),
        "",
        "",
        "R[A] := int(sBx)",
    ),
    Op.LOADV: OpInfo(
        "ABx",
        ("w", "imm", "-"),
        "",
        "",
        "R[A] := value (Bx << 2 | 2): None, False, True, character, builtin or type",
    ),
    Op.LOADW: OpInfo(
        "ABC",
        ("w", "n", "-"),
        "",
        "value",
        "R[A] := next word + B, a tagged int or an immediate",
    ),
    Op.LOADC: OpInfo(
        "ABx",
        ("w", "obj", "-"),
        "",
        "",
        "R[A] := reference to the constant object at image word Bx",
    ),
    Op.LOADF: OpInfo(
        "ABx",
        ("w", "fn", "-"),
        "",
        "",
        "R[A] := function Bx, as an immediate (no defaults, no free variables)",
    ),
    Op.GETG: OpInfo(
        "ABx",
        ("w", "glob", "-"),
        "",
        "",
        "R[A] := G[Bx]; NameError if unbound",
    ),
    Op.SETG: OpInfo(
        "ABx",
        ("r", "glob", "-"),
        "",
        "",
        "G[Bx] := R[A]",
    ),
    Op.DELG: OpInfo(
        "ABx",
        ("-", "glob", "-"),
        "",
        "",
        "G[Bx] := unbound; NameError if it was",
    ),
    Op.MKCELL: OpInfo(
        "ABC",
        ("w", "-", "-"),
        "",
        "",
        "R[A] := new cell that holds R[A] (which may be unbound)",
    ),
    Op.GETCELL: OpInfo(
        "ABC",
        ("w", "r", "-"),
        "",
        "name",
        "R[A] := contents of cell R[B]; NameError(name) if unbound (UnboundLocalError: highest bit of the word)",
    ),
    Op.SETCELL: OpInfo(
        "ABC",
        ("r", "r", "-"),
        "",
        "",
        "contents of cell R[A] := R[B]",
    ),
    Op.DELCELL: OpInfo(
        "ABC",
        ("r", "-", "-"),
        "",
        "",
        "contents of cell R[A] := unbound",
    ),
    Op.ADD: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "",
        "R[A] := R[B] + R[C]",
    ),
    Op.SUB: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "",
        "R[A] := R[B] - R[C]",
    ),
    Op.MUL: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "",
        "R[A] := R[B] * R[C]",
    ),
    Op.TRUEDIV: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "",
        "R[A] := R[B] / R[C]",
    ),
    Op.FLOORDIV: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "",
        "R[A] := R[B] // R[C]",
    ),
    Op.MOD: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "",
        "R[A] := R[B] % R[C]",
    ),
    Op.POW: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "",
        "R[A] := R[B] ** R[C]",
    ),
    Op.AND: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "",
        "R[A] := R[B] & R[C]",
    ),
    Op.OR: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "",
        "R[A] := R[B] | R[C]",
    ),
    Op.XOR: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "",
        "R[A] := R[B] ^ R[C]",
    ),
    Op.SHL: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "",
        "R[A] := R[B] << R[C]",
    ),
    Op.SHR: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "",
        "R[A] := R[B] >> R[C]",
    ),
    Op.IADD: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "",
        "R[A] := R[B] += R[C] (extends a list in place)",
    ),
    Op.INPLACE: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "op",
        "R[A] := R[B] op= R[C], where the next word is the opcode of the plain operator",
    ),
    Op.ADDI: OpInfo(
        "ABsC",
        ("w", "r", "i8"),
        "",
        "",
        "R[A] := R[B] + sC",
    ),
    Op.SUBI: OpInfo(
        "ABsC",
        ("w", "r", "i8"),
        "",
        "",
        "R[A] := R[B] - sC",
    ),
    Op.MULI: OpInfo(
        "ABsC",
        ("w", "r", "i8"),
        "",
        "",
        "R[A] := R[B] * sC",
    ),
    Op.FLOORDIVI: OpInfo(
        "ABsC",
        ("w", "r", "i8"),
        "",
        "",
        "R[A] := R[B] // sC",
    ),
    Op.MODI: OpInfo(
        "ABsC",
        ("w", "r", "i8"),
        "",
        "",
        "R[A] := R[B] % sC",
    ),
    Op.ANDI: OpInfo(
        "ABsC",
        ("w", "r", "i8"),
        "",
        "",
        "R[A] := R[B] & sC",
    ),
    Op.SHLI: OpInfo(
        "ABsC",
        ("w", "r", "i8"),
        "",
        "",
        "R[A] := R[B] << sC",
    ),
    Op.SHRI: OpInfo(
        "ABsC",
        ("w", "r", "i8"),
        "",
        "",
        "R[A] := R[B] >> sC",
    ),
    Op.NEG: OpInfo(
        "ABC",
        ("w", "r", "-"),
        "",
        "",
        "R[A] := -R[B]",
    ),
    Op.POS: OpInfo(
        "ABC",
        ("w", "r", "-"),
        "",
        "",
        "R[A] := +R[B]",
    ),
    Op.INVERT: OpInfo(
        "ABC",
        ("w", "r", "-"),
        "",
        "",
        "R[A] := ~R[B]",
    ),
    Op.NOT: OpInfo(
        "ABC",
        ("w", "r", "-"),
        "",
        "",
        "R[A] := not R[B]",
    ),
    Op.EQ: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "",
        "R[A] := R[B] == R[C]",
    ),
    Op.NE: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "",
        "R[A] := R[B] != R[C]",
    ),
    Op.LT: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "",
        "R[A] := R[B] < R[C]",
    ),
    Op.LE: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "",
        "R[A] := R[B] <= R[C]",
    ),
    Op.GT: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "",
        "R[A] := R[B] > R[C]",
    ),
    Op.GE: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "",
        "R[A] := R[B] >= R[C]",
    ),
    Op.IS: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "",
        "R[A] := R[B] is R[C]",
    ),
    Op.ISNOT: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "",
        "R[A] := R[B] is not R[C]",
    ),
    Op.IN: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "",
        "R[A] := R[B] in R[C]",
    ),
    Op.NOTIN: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "",
        "R[A] := R[B] not in R[C]",
    ),
    Op.JMP: OpInfo(
        "sAx",
        ("jump", "-", "-"),
        "",
        "",
        "pc += sAx (words, from the next instruction)",
    ),
    Op.JT: OpInfo(
        "AsBx",
        ("r", "jump", "-"),
        "",
        "",
        "if R[A] is true: pc += sBx",
    ),
    Op.JF: OpInfo(
        "AsBx",
        ("r", "jump", "-"),
        "",
        "",
        "if R[A] is false: pc += sBx",
    ),
    Op.JNONE: OpInfo(
        "AsBx",
        ("r", "jump", "-"),
        "",
        "",
        "if R[A] is None: pc += sBx",
    ),
    Op.JNNONE: OpInfo(
        "AsBx",
        ("r", "jump", "-"),
        "",
        "",
        "if R[A] is not None: pc += sBx",
    ),
    Op.JEQ: OpInfo(
        "ABsC",
        ("r", "r", "jump"),
        "",
        "",
        "if R[A] == R[B]: pc += sC",
    ),
    Op.JNE: OpInfo(
        "ABsC",
        ("r", "r", "jump"),
        "",
        "",
        "if R[A] != R[B]: pc += sC",
    ),
    Op.JLT: OpInfo(
        "ABsC",
        ("r", "r", "jump"),
        "",
        "",
        "if R[A] < R[B]: pc += sC",
    ),
    Op.JLE: OpInfo(
        "ABsC",
        ("r", "r", "jump"),
        "",
        "",
        "if R[A] <= R[B]: pc += sC",
    ),
    Op.JGT: OpInfo(
        "ABsC",
        ("r", "r", "jump"),
        "",
        "",
        "if R[A] > R[B]: pc += sC",
    ),
    Op.JGE: OpInfo(
        "ABsC",
        ("r", "r", "jump"),
        "",
        "",
        "if R[A] >= R[B]: pc += sC",
    ),
    Op.JNLT: OpInfo(
        "ABsC",
        ("r", "r", "jump"),
        "",
        "",
        "if not R[A] < R[B]: pc += sC",
    ),
    Op.JNLE: OpInfo(
        "ABsC",
        ("r", "r", "jump"),
        "",
        "",
        "if not R[A] <= R[B]: pc += sC",
    ),
    Op.JNGT: OpInfo(
        "ABsC",
        ("r", "r", "jump"),
        "",
        "",
        "if not R[A] > R[B]: pc += sC",
    ),
    Op.JNGE: OpInfo(
        "ABsC",
        ("r", "r", "jump"),
        "",
        "",
        "if not R[A] >= R[B]: pc += sC",
    ),
    Op.JEQI: OpInfo(
        "ABsC",
        ("r", "i8", "jump"),
        "",
        "",
        "if R[A] == sB: pc += sC",
    ),
    Op.JNEI: OpInfo(
        "ABsC",
        ("r", "i8", "jump"),
        "",
        "",
        "if R[A] != sB: pc += sC",
    ),
    Op.JLTI: OpInfo(
        "ABsC",
        ("r", "i8", "jump"),
        "",
        "",
        "if R[A] < sB: pc += sC",
    ),
    Op.JLEI: OpInfo(
        "ABsC",
        ("r", "i8", "jump"),
        "",
        "",
        "if R[A] <= sB: pc += sC",
    ),
    Op.JGTI: OpInfo(
        "ABsC",
        ("r", "i8", "jump"),
        "",
        "",
        "if R[A] > sB: pc += sC",
    ),
    Op.JGEI: OpInfo(
        "ABsC",
        ("r", "i8", "jump"),
        "",
        "",
        "if R[A] >= sB: pc += sC",
    ),
    Op.JNLTI: OpInfo(
        "ABsC",
        ("r", "i8", "jump"),
        "",
        "",
        "if not R[A] < sB: pc += sC",
    ),
    Op.JNLEI: OpInfo(
        "ABsC",
        ("r", "i8", "jump"),
        "",
        "",
        "if not R[A] <= sB: pc += sC",
    ),
    Op.JNGTI: OpInfo(
        "ABsC",
        ("r", "i8", "jump"),
        "",
        "",
        "if not R[A] > sB: pc += sC",
    ),
    Op.JNGEI: OpInfo(
        "ABsC",
        ("r", "i8", "jump"),
        "",
        "",
        "if not R[A] >= sB: pc += sC",
    ),
    Op.FORPREP: OpInfo(
        "AsBx",
        ("w", "jump", "-"),
        "A+3",
        "",
        "R[A], R[A+1], R[A+2] := start, stop, step of a range; empty: pc += sBx, else R[A+3] := start",
    ),
    Op.FORLOOP: OpInfo(
        "AsBx",
        ("w", "jump", "-"),
        "A+3",
        "",
        "R[A] += R[A+2]; if still before R[A+1]: R[A+3] := R[A] and pc += sBx (backwards; one step)",
    ),
    Op.ITER: OpInfo(
        "ABC",
        ("w", "r", "-"),
        "A+2",
        "",
        "R[A], R[A+1] := iteration state over R[B]",
    ),
    Op.NEXT: OpInfo(
        "AsBx",
        ("w", "jump", "-"),
        "A+2",
        "",
        "R[A+2] := next item of state R[A], R[A+1]; exhausted: pc += sBx (forwards)",
    ),
    Op.LOOP: OpInfo(
        "sAx",
        ("jump", "-", "-"),
        "",
        "",
        "pc += sAx (backwards); charges one step",
    ),
    Op.NEWLIST: OpInfo(
        "ABC",
        ("w", "r", "n"),
        "B+C-1",
        "",
        "R[A] := [R[B], ..., R[B+C-1]]",
    ),
    Op.NEWTUPLE: OpInfo(
        "ABC",
        ("w", "r", "n"),
        "B+C-1",
        "",
        "R[A] := (R[B], ..., R[B+C-1])",
    ),
    Op.NEWDICT: OpInfo(
        "ABC",
        ("w", "r", "n"),
        "B+2C-1",
        "",
        "R[A] := {R[B]: R[B+1], ...}, C pairs",
    ),
    Op.NEWSET: OpInfo(
        "ABC",
        ("w", "r", "n"),
        "B+C-1",
        "",
        "R[A] := {R[B], ..., R[B+C-1]}",
    ),
    Op.NEWSLICE: OpInfo(
        "ABC",
        ("w", "r", "-"),
        "B+2",
        "",
        "R[A] := slice(R[B], R[B+1], R[B+2])",
    ),
    Op.APPEND: OpInfo(
        "ABC",
        ("r", "r", "-"),
        "",
        "",
        "append R[B] to the list R[A]",
    ),
    Op.SETADD: OpInfo(
        "ABC",
        ("r", "r", "-"),
        "",
        "",
        "add R[B] to the set R[A]",
    ),
    Op.EXTEND: OpInfo(
        "ABC",
        ("r", "r", "-"),
        "",
        "",
        "extend the list R[A] with the iterable R[B]",
    ),
    Op.DICTMERGE: OpInfo(
        "ABC",
        ("r", "r", "-"),
        "",
        "",
        "update the dict R[A] with the mapping R[B]",
    ),
    Op.TOTUPLE: OpInfo(
        "ABC",
        ("w", "r", "-"),
        "",
        "",
        "R[A] := tuple(list R[B])",
    ),
    Op.UNPACK: OpInfo(
        "ABC",
        ("r", "w", "n"),
        "B+C-1",
        "",
        "R[B], ..., R[B+C-1] := the C items of R[A]; ValueError otherwise",
    ),
    Op.UNPACKX: OpInfo(
        "ABC",
        ("r", "w", "n"),
        "B+C-1",
        "count",
        "as UNPACK with a starred target; next word: C targets before the star are its low byte",
    ),
    Op.GETIDX: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "",
        "R[A] := R[B][R[C]]",
    ),
    Op.GETIDXI: OpInfo(
        "ABsC",
        ("w", "r", "i8"),
        "",
        "",
        "R[A] := R[B][sC]",
    ),
    Op.SETIDX: OpInfo(
        "ABC",
        ("r", "r", "r"),
        "",
        "",
        "R[A][R[B]] := R[C]",
    ),
    Op.DELIDX: OpInfo(
        "ABC",
        ("r", "r", "-"),
        "",
        "",
        "del R[A][R[B]]",
    ),
    Op.GETATTR: OpInfo(
        "ABC",
        ("w", "r", "n"),
        "",
        "name",
        "R[A] := R[B].name; C guesses the slot in the instance's layout",
    ),
    Op.SETATTR: OpInfo(
        "ABC",
        ("r", "r", "n"),
        "",
        "name",
        "R[A].name := R[B]; C guesses the slot",
    ),
    Op.DELATTR: OpInfo(
        "ABC",
        ("r", "-", "-"),
        "",
        "name",
        "del R[A].name",
    ),
    Op.FORMAT: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "count",
        "R[A] := format(R[B], R[C]); conversion in the next word: 0 none, 115 's', 114 'r', 97 'a'",
    ),
    Op.CONCAT: OpInfo(
        "ABC",
        ("w", "r", "n"),
        "B+C-1",
        "",
        "R[A] := the strings R[B], ..., R[B+C-1] joined",
    ),
    Op.CALL: OpInfo(
        "ABC",
        ("rw", "n", "-"),
        "A+B",
        "",
        "R[A] := R[A](R[A+1], ..., R[A+B])",
    ),
    Op.CALLS: OpInfo(
        "ABC",
        ("rw", "n", "fn"),
        "A+B",
        "",
        "R[A] := function C(R[A+1], ..., R[A+B]); B equals its parameter count",
    ),
    Op.CALLB: OpInfo(
        "ABC",
        ("rw", "n", "bi"),
        "A+B",
        "",
        "R[A] := builtin C(R[A+1], ..., R[A+B])",
    ),
    Op.CALLM: OpInfo(
        "ABC",
        ("rw", "n", "n"),
        "A+B",
        "name",
        "R[A] := R[A].name(R[A+1], ..., R[A+B]); C guesses the member in the class",
    ),
    Op.CALLK: OpInfo(
        "ABC",
        ("rw", "n", "n"),
        "A+B+2C",
        "",
        "R[A] := R[A](B positional, then C pairs of keyword str and value)",
    ),
    Op.CALLX: OpInfo(
        "ABC",
        ("rw", "-", "-"),
        "A+2",
        "",
        "R[A] := R[A](*R[A+1], **R[A+2]); R[A+1] a list or tuple, R[A+2] a dict or None",
    ),
    Op.RET: OpInfo(
        "ABC",
        ("r", "n", "-"),
        "",
        "",
        "return R[A]; B is the register count of the function",
    ),
    Op.RETG: OpInfo(
        "ABC",
        ("r", "-", "-"),
        "",
        "",
        "return R[A] from a generator: StopIteration(R[A])",
    ),
    Op.YIELD: OpInfo(
        "ABC",
        ("rw", "r", "-"),
        "",
        "",
        "yield R[B]; R[A] := the value sent in",
    ),
    Op.SEND: OpInfo(
        "ABsC",
        ("rw", "r", "jump"),
        "",
        "",
        "delegate: R[A] := next item of R[B] sent R[A], then pc += 0; finished: R[A] := its value and pc += sC",
    ),
    Op.MKFUNC: OpInfo(
        "ABC",
        ("w", "r", "fn"),
        "B+1+nfree",
        "",
        "R[A] := function C with defaults tuple R[B] (or None), kwdefaults dict R[B+1] (or None), cells R[B+2...]",
    ),
    Op.MKCLASS: OpInfo(
        "ABC",
        ("w", "r", "cls"),
        "B+members",
        "",
        "R[A] := class C with the tuple of bases R[B] (or None) and the members R[B+1...] in the order of its record (unbound ones are left out)",
    ),
    Op.RAISE: OpInfo(
        "ABC",
        ("r", "-", "-"),
        "",
        "",
        "raise R[A] (an exception or an exception class)",
    ),
    Op.RAISEFROM: OpInfo(
        "ABC",
        ("r", "r", "-"),
        "",
        "",
        "raise R[A] from R[B]",
    ),
    Op.RERAISE: OpInfo(
        "ABC",
        ("r", "-", "-"),
        "",
        "",
        "raise R[A] again, keeping its traceback",
    ),
    Op.EXCMATCH: OpInfo(
        "ABC",
        ("w", "r", "r"),
        "",
        "",
        "R[A] := exception R[B] matches R[C] (class or tuple of classes)",
    ),
    Op.ASSERT: OpInfo(
        "ABC",
        ("r", "-", "-"),
        "",
        "",
        "raise AssertionError(R[A]) (R[A] unbound: without arguments)",
    ),
    Op.IMPORT: OpInfo(
        "ABx",
        ("w", "imm", "-"),
        "",
        "",
        "R[A] := builtin module Bx",
    ),
    Op.WLOAD: OpInfo(
        "ABC",
        ("r", "-", "-"),
        "",
        "",
        "acc := R[A] mod 2**32",
    ),
    Op.WADD: OpInfo(
        "ABC",
        ("r", "n", "-"),
        "",
        "",
        "acc := (acc + R[A]) mod 2**32",
    ),
    Op.WSUB: OpInfo(
        "ABC",
        ("r", "n", "-"),
        "",
        "",
        "acc := (acc - R[A]) mod 2**32; B = 1: (R[A] - acc) mod 2**32",
    ),
    Op.WMUL: OpInfo(
        "ABC",
        ("r", "n", "-"),
        "",
        "",
        "acc := (acc * R[A]) mod 2**32",
    ),
    Op.WAND: OpInfo(
        "ABC",
        ("r", "n", "-"),
        "",
        "",
        "acc := acc & R[A] mod 2**32",
    ),
    Op.WOR: OpInfo(
        "ABC",
        ("r", "n", "-"),
        "",
        "",
        "acc := (acc | R[A]) mod 2**32",
    ),
    Op.WXOR: OpInfo(
        "ABC",
        ("r", "n", "-"),
        "",
        "",
        "acc := (acc ^ R[A]) mod 2**32",
    ),
    Op.WSHL: OpInfo(
        "ABC",
        ("-", "n", "-"),
        "",
        "",
        "acc := (acc << (B mod 32)) mod 2**32",
    ),
    Op.WSHR: OpInfo(
        "ABC",
        ("-", "n", "-"),
        "",
        "",
        "acc := acc >> (B mod 32)",
    ),
    Op.WMASK: OpInfo(
        "ABC",
        ("-", "-", "-"),
        "",
        "",
        "acc & 0xFFFFFFFF: nothing, but for the plain operators",
    ),
    Op.WSTORE: OpInfo(
        "ABC",
        ("w", "-", "-"),
        "",
        "",
        "R[A] := acc",
    ),
    Op.THROWN: OpInfo(
        "ABsC",
        ("rw", "r", "jump"),
        "",
        "",
        "delegate an exception: raise R[A] in R[B]; R[A] := its next item; finished: R[A] := its value and pc += sC",
    ),
    Op.NEXTOF: OpInfo(
        "ABC",
        ("w", "r", "-"),
        "",
        "",
        "R[A] := next(R[B])",
    ),
    Op.FPREP: OpInfo(
        "ABC",
        ("-", "-", "-"),
        "",
        "",
        "every float register := a new 0.0",
    ),
    Op.FCONST: OpInfo(
        "ABx",
        ("fw", "obj", "-"),
        "",
        "",
        "F[A] := the float constant at image word Bx",
    ),
    Op.FLOAD: OpInfo(
        "ABC",
        ("fw", "r", "-"),
        "",
        "count",
        "F[A] := float(R[B]), R[B] an int or float; otherwise the error of the operator in the next word",
    ),
    Op.FMOVE: OpInfo(
        "ABC",
        ("fw", "f", "-"),
        "",
        "",
        "F[A] := F[B]",
    ),
    Op.FBOX: OpInfo(
        "ABC",
        ("w", "f", "-"),
        "",
        "",
        "R[A] := F[B]",
    ),
    Op.FADD: OpInfo(
        "ABC",
        ("fw", "f", "f"),
        "",
        "",
        "F[A] := F[B] + F[C]",
    ),
    Op.FSUB: OpInfo(
        "ABC",
        ("fw", "f", "f"),
        "",
        "",
        "F[A] := F[B] - F[C]",
    ),
    Op.FMUL: OpInfo(
        "ABC",
        ("fw", "f", "f"),
        "",
        "",
        "F[A] := F[B] * F[C]",
    ),
    Op.FDIV: OpInfo(
        "ABC",
        ("fw", "f", "f"),
        "",
        "",
        "F[A] := F[B] / F[C]",
    ),
    Op.JFEQ: OpInfo(
        "ABsC",
        ("f", "f", "jump"),
        "",
        "",
        "if F[A] == F[B]: pc += sC",
    ),
    Op.JFNE: OpInfo(
        "ABsC",
        ("f", "f", "jump"),
        "",
        "",
        "if F[A] != F[B]: pc += sC",
    ),
    Op.JFLT: OpInfo(
        "ABsC",
        ("f", "f", "jump"),
        "",
        "",
        "if F[A] < F[B]: pc += sC",
    ),
    Op.JFLE: OpInfo(
        "ABsC",
        ("f", "f", "jump"),
        "",
        "",
        "if F[A] <= F[B]: pc += sC",
    ),
    Op.JFNLT: OpInfo(
        "ABsC",
        ("f", "f", "jump"),
        "",
        "",
        "if not F[A] < F[B]: pc += sC",
    ),
    Op.JFNLE: OpInfo(
        "ABsC",
        ("f", "f", "jump"),
        "",
        "",
        "if not F[A] <= F[B]: pc += sC",
    ),
}
