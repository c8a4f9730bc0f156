def handler():
    return 'a\nb\r\nc'.splitlines(True)
