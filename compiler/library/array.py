"""What does `import array` offer?"""

from _array import array, typecodes

__all__ = ["ArrayType", "array", "typecodes"]

ArrayType = array
