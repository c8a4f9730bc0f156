"""Do all tiers run every program alike? Random programs, three executions, a corpus of divergences.

`grammar` is the table of what programs are made of, `writer` makes one from a seed, `tiers` runs
it on CPython, on the host build and on the emulated lx106, `shrink` makes a divergence small,
`nightly` does it by the thousand. `corpus/` keeps every divergence ever found.
"""
