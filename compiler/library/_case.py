"""How are the tables of Unicode read, and what follows from them?"""

from _unicode import (
    FOLD,
    FOLD_MORE,
    LOWER,
    TITLE,
    TO_LOWER,
    TO_LOWER_MORE,
    TO_TITLE,
    TO_TITLE_MORE,
    UPPER,
)


def contains(table, char):
    """Is a character beyond ASCII in a set that is written as the places where it changes?"""
    code = ord(char)
    place = number = 0
    inside = False
    for byte in table:
        number = number << 7 | byte & 127
        if byte < 128:
            place += number
            if code < place:
                return inside
            inside = not inside
            number = 0
    return inside


def recased(table, more, char):
    """What does a character beyond ASCII become?"""
    code = ord(char)
    numbers = []
    first = number = 0
    for byte in table:
        number = number << 7 | byte & 127
        if byte >= 128:
            continue
        numbers.append(number)
        number = 0
        if len(numbers) == 3:
            gap, size, shift = numbers
            numbers.clear()
            first += gap
            if code < first:
                break
            step = (size & 1) + 1
            if code < first + (size >> 1) * step and (code - first) % step == 0:
                return chr(code - (shift + 1 >> 1) if shift & 1 else code + (shift >> 1))
    at = more.find(char)
    if at > 0:
        at = more.find(" " + char) + 1
    if at < 0 or more[at : at + 1] != char:
        return char
    return more[at + 1 : more.find(" ", at)]


def title_of(char):
    """What does a character become at the start of a word?"""
    return char.upper() if char < "\x80" else recased(TO_TITLE, TO_TITLE_MORE, char)


def fold_of(char):
    """What does a character beyond ASCII become for comparisons?"""
    return recased(FOLD, FOLD_MORE, char)


def is_title(char):
    """Is it one of the letters that are two, of which the first is in upper case?"""
    return char >= "\x80" and contains(TITLE, char)


def is_lower(char):
    """Is it a letter in lower case?"""
    return "a" <= char <= "z" or char >= "\x80" and contains(LOWER, char)


def is_upper(char):
    """Is it a letter in upper case?"""
    return "A" <= char <= "Z" or char >= "\x80" and contains(UPPER, char)


def is_cased(char):
    """Is it a letter of some case?"""
    return is_lower(char) or is_upper(char) or is_title(char)


def lower_at(text, at, char):
    """What does the character at a place become in lower case?"""
    if char < "\x80":
        return char.lower()
    if char == "\u03a3":
        return "\u03c2" if _ends_word(text, at) else "\u03c3"
    return recased(TO_LOWER, TO_LOWER_MORE, char)


def _ends_word(text, at):
    """Is a sigma the last letter of several? Marks and apostrophes do not count."""
    before = at - 1
    while before >= 0 and _is_ignored(text[before]):
        before -= 1
    if before < 0 or not _is_letter(text[before]):
        return False
    after = at + 1
    while after < len(text) and _is_ignored(text[after]):
        after += 1
    return after == len(text) or not _is_letter(text[after])


def _is_letter(char):
    """Is it a letter of a script that has case? Exact enough for what stands beside a sigma."""
    ascii_letter = "a" <= char <= "z" or "A" <= char <= "Z"
    return ascii_letter or "\xc0" <= char < "\u0590" or "\u1f00" <= char < "\u2000"


def _is_ignored(char):
    return char in "'.:^`\xa8\xad\xaf\xb4\xb7\xb8\u2018\u2019" or "\u0300" <= char <= "\u036f"
