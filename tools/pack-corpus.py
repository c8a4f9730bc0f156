"""How does a folder of fuzz inputs become one file, and one file a folder?

    python tools/pack-corpus.py pack FOLDER FILE [MOST_BYTES]     smallest inputs first
    python tools/pack-corpus.py unpack FILE FOLDER

The packed form is what device_runtime/tests/replay_main.c reads.
"""

import hashlib
import sys
from pathlib import Path


def pack(folder: Path, file: Path, most_bytes: int) -> int:
    """Write the inputs of a folder to a file; returns how many."""
    packed, count = b"", 0
    inputs = sorted((path.read_bytes() for path in folder.iterdir()), key=lambda b: (len(b), b))
    for data in inputs:
        if len(packed) + len(data) + 2 <= most_bytes:
            packed += len(data).to_bytes(2, "little") + data
            count += 1
    file.write_bytes(packed)
    return count


def unpack(file: Path, folder: Path) -> int:
    """Write every input of a packed file to a file of its own; returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    packed, at, count = file.read_bytes(), 0, 0
    while at < len(packed):
        size = int.from_bytes(packed[at : at + 2], "little")
        data = packed[at + 2 : at + 2 + size]
        (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)
        at, count = at + 2 + size, count + 1
    return count


def main(arguments: list[str]) -> int:
    verb, source, target, *rest = arguments
    if verb == "pack":
        count = pack(Path(source), Path(target), int(rest[0]) if rest else 100_000)
    else:
        count = unpack(Path(source), Path(target))
    print(f"{count} inputs")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
