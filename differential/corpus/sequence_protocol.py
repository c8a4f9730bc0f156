class Row:
    def __getitem__(self, at):
        return [1, 2, 3][at]


def handler():
    row = Row()
    print(list(row), 2 in row, [x for x in row], sum(row))
    return [*row]
