"""How do bytes reach a board? One transport per file; the session above them is the same."""
