def handler():
    return ['Ünï ÇØdé'.upper(), 'STRASSE ß'.lower(), 'ß'.upper(), 'éa'.title(), 'É'.swapcase(), 'é'.isalpha()]
