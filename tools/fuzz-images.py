"""Which images do the fuzz targets of library modules run? Compiles device_runtime/tests/handlers.

python tools/fuzz-images.py FOLDER     writes FOLDER/NAME.image for each NAME.py
"""

import sys
from pathlib import Path

from ulambda.compiler import compile_source
from ulambda.engine.initialise import run_body

HANDLERS = Path(__file__).resolve().parent.parent / "device_runtime" / "tests" / "handlers"


def main(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(HANDLERS.glob("*.py")):
        program = compile_source(path.read_text(), path.name, run=run_body)
        (folder / f"{path.stem}.image").write_bytes(program.image(strip=True))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
