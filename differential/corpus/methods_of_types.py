def handler():
    return [str.upper('a'), list(map(str.strip, [' a ', 'b '])), sorted(['b', 'A'], key=str.lower)]
