def handler():
    values = [1]
    for at in (2**31, -2**31, 2**63):
        try:
            values.pop(at)
        except (IndexError, OverflowError) as e:
            print(type(e).__name__, e)
        try:
            del values[at]
        except (IndexError, OverflowError) as e:
            print(type(e).__name__, e)
    for n in (2**31, 2**62, 2**64):
        try:
            print(len(range(n)) if n < 2**63 else 0, n in range(n + 1))
        except OverflowError as e:
            print(e)
