"""How is an invocation run here, on this machine?

Each module has one class with `run(work) -> Result`, which blocks: the interpreter in process, and
warm CPython workers. Concurrency is lent by any `concurrent.futures.Executor`
(`pool.submit(workers.run, work)`), so the same runner serves a gateway, one cloud machine, or a
cluster.
"""

from ulambda.engine.executors.cpython import CPythonWorkers
from ulambda.engine.executors.vm import Interpreter

__all__ = ["CPythonWorkers", "Interpreter"]
