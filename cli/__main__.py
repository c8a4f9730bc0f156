"""`python -m ulambda.cli` is `ulambda`."""

from ulambda.cli.main import main

main()
