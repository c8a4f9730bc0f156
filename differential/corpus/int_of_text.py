def handler():
    for text in ('', ' ', '+', '1_0', '1__0', '_1', '0x1f', '٣', '1e3', ' 12\n', '\x0012', '9' * 50, "it's"):
        for base in (10, 16, 0, 36):
            try:
                print(int(text, base))
            except ValueError as e:
                print(e)
        try:
            print(float(text))
        except ValueError as e:
            print(e)
