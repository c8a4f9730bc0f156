def handler():
    try:
        (1,).rjust([][0])
    except Exception as e:
        print(type(e).__name__, e)
    values = [1]
    try:
        values[9] += [][5]
    except Exception as e:
        print(type(e).__name__, e)
