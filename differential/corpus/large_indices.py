def handler():
    for at in (2**31, -2**31, 2**40, 2**63, -2**64):
        for value in ([1], (1,), 'ab', b'ab', range(3)):
            try:
                print(value[at])
            except (IndexError, OverflowError) as e:
                print(type(e).__name__, e)
    values = [1, 2, 3]
    for at in (2**31, 2**70, -2**70):
        try:
            values[at] = 1
        except (IndexError, OverflowError) as e:
            print(type(e).__name__, e)
        try:
            values.insert(at, 7)
        except (IndexError, OverflowError) as e:
            print(type(e).__name__, e)
        try:
            print('ab' * (at * 2**40), '' * at)
        except (MemoryError, OverflowError) as e:
            print(type(e).__name__)
        print(values[:at], values[at:])
