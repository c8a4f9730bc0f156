/* Which names does the interpreter know by itself?
 * Generated from spec/builtins.toml by `python -m ulambda.spec.generate`. Do not edit. */
#ifndef UL_BUILTINS_H
#define UL_BUILTINS_H

#define UL_NAME___INIT__ 0
#define UL_NAME___CALL__ 1
#define UL_NAME___STR__ 2
#define UL_NAME___REPR__ 3
#define UL_NAME___BOOL__ 4
#define UL_NAME___LEN__ 5
#define UL_NAME___HASH__ 6
#define UL_NAME___ITER__ 7
#define UL_NAME___NEXT__ 8
#define UL_NAME___GETITEM__ 9
#define UL_NAME___SETITEM__ 10
#define UL_NAME___DELITEM__ 11
#define UL_NAME___CONTAINS__ 12
#define UL_NAME___ENTER__ 13
#define UL_NAME___EXIT__ 14
#define UL_NAME___EQ__ 15
#define UL_NAME___NE__ 16
#define UL_NAME___LT__ 17
#define UL_NAME___LE__ 18
#define UL_NAME___GT__ 19
#define UL_NAME___GE__ 20
#define UL_NAME___ADD__ 21
#define UL_NAME___RADD__ 22
#define UL_NAME___IADD__ 23
#define UL_NAME___SUB__ 24
#define UL_NAME___RSUB__ 25
#define UL_NAME___ISUB__ 26
#define UL_NAME___MUL__ 27
#define UL_NAME___RMUL__ 28
#define UL_NAME___IMUL__ 29
#define UL_NAME___TRUEDIV__ 30
#define UL_NAME___RTRUEDIV__ 31
#define UL_NAME___ITRUEDIV__ 32
#define UL_NAME___FLOORDIV__ 33
#define UL_NAME___RFLOORDIV__ 34
#define UL_NAME___IFLOORDIV__ 35
#define UL_NAME___MOD__ 36
#define UL_NAME___RMOD__ 37
#define UL_NAME___IMOD__ 38
#define UL_NAME___POW__ 39
#define UL_NAME___RPOW__ 40
#define UL_NAME___IPOW__ 41
#define UL_NAME___AND__ 42
#define UL_NAME___RAND__ 43
#define UL_NAME___IAND__ 44
#define UL_NAME___OR__ 45
#define UL_NAME___ROR__ 46
#define UL_NAME___IOR__ 47
#define UL_NAME___XOR__ 48
#define UL_NAME___RXOR__ 49
#define UL_NAME___IXOR__ 50
#define UL_NAME___LSHIFT__ 51
#define UL_NAME___RLSHIFT__ 52
#define UL_NAME___ILSHIFT__ 53
#define UL_NAME___RSHIFT__ 54
#define UL_NAME___RRSHIFT__ 55
#define UL_NAME___IRSHIFT__ 56
#define UL_NAME___NEG__ 57
#define UL_NAME___POS__ 58
#define UL_NAME___INVERT__ 59
#define UL_NAME___ABS__ 60
#define UL_NAME___INT__ 61
#define UL_NAME___FLOAT__ 62
#define UL_NAME___INDEX__ 63
#define UL_NAME___ROUND__ 64
#define UL_NAME___FORMAT__ 65
#define UL_NAME___GETATTR__ 66
#define UL_NAME___NAME__ 67
#define UL_NAME___CLASS__ 68
#define UL_NAME___DOC__ 69
#define UL_NAME___MODULE__ 70
#define UL_NAME___DICT__ 71
#define UL_NAME___QUALNAME__ 72
#define UL_NAME_APPEND 73
#define UL_NAME_CLEAR 74
#define UL_NAME_COPY 75
#define UL_NAME_COUNT 76
#define UL_NAME_EXTEND 77
#define UL_NAME_INDEX 78
#define UL_NAME_INSERT 79
#define UL_NAME_POP 80
#define UL_NAME_REMOVE 81
#define UL_NAME_REVERSE 82
#define UL_NAME_SORT 83
#define UL_NAME_GET 84
#define UL_NAME_ITEMS 85
#define UL_NAME_KEYS 86
#define UL_NAME_POPITEM 87
#define UL_NAME_SETDEFAULT 88
#define UL_NAME_UPDATE 89
#define UL_NAME_VALUES 90
#define UL_NAME_ENCODE 91
#define UL_NAME_DECODE 92
#define UL_NAME_ENDSWITH 93
#define UL_NAME_STARTSWITH 94
#define UL_NAME_FIND 95
#define UL_NAME_RFIND 96
#define UL_NAME_FORMAT 97
#define UL_NAME_ISALNUM 98
#define UL_NAME_ISALPHA 99
#define UL_NAME_ISDIGIT 100
#define UL_NAME_ISLOWER 101
#define UL_NAME_ISSPACE 102
#define UL_NAME_ISUPPER 103
#define UL_NAME_JOIN 104
#define UL_NAME_LJUST 105
#define UL_NAME_RJUST 106
#define UL_NAME_CENTER 107
#define UL_NAME_LOWER 108
#define UL_NAME_UPPER 109
#define UL_NAME_LSTRIP 110
#define UL_NAME_RSTRIP 111
#define UL_NAME_STRIP 112
#define UL_NAME_PARTITION 113
#define UL_NAME_RPARTITION 114
#define UL_NAME_REPLACE 115
#define UL_NAME_SPLIT 116
#define UL_NAME_RSPLIT 117
#define UL_NAME_SPLITLINES 118
#define UL_NAME_TITLE 119
#define UL_NAME_CAPITALIZE 120
#define UL_NAME_SWAPCASE 121
#define UL_NAME_ZFILL 122
#define UL_NAME_HEX 123
#define UL_NAME_FROMHEX 124
#define UL_NAME_ARGS 125
#define UL_NAME_SEND 126
#define UL_NAME_THROW 127
#define UL_NAME_CLOSE 128
#define UL_NAME_VALUE 129
#define UL_NAME_BIT_LENGTH 130
#define UL_NAME_IS_INTEGER 131
#define UL_NAME_START 132
#define UL_NAME_STOP 133
#define UL_NAME_STEP 134
#define UL_NAME_ADD 135
#define UL_NAME_DISCARD 136
#define UL_NAME_UNION 137
#define UL_NAME_INTERSECTION 138
#define UL_NAME_DIFFERENCE 139
#define UL_NAME_AWS_REQUEST_ID 140
#define UL_NAME_FUNCTION_NAME 141
#define UL_NAME_FUNCTION_VERSION 142
#define UL_NAME_MEMORY_LIMIT_IN_MB 143
#define UL_NAME_INVOKED_FUNCTION_ARN 144
#define UL_NAME_LOG_GROUP_NAME 145
#define UL_NAME_LOG_STREAM_NAME 146
#define UL_NAME_GET_REMAINING_TIME_IN_MILLIS 147
#define UL_NAME_KEY 148
#define UL_NAME_DEFAULT 149
#define UL_NAME_SEP 150
#define UL_NAME_END 151
#define UL_NAME_STRICT 152
#define UL_NAME_TO_BYTES 153
#define UL_NAME_FROM_BYTES 154
#define UL_NAME_CASEFOLD 155
#define UL_NAME_EXPANDTABS 156
#define UL_NAME_REMOVEPREFIX 157
#define UL_NAME_REMOVESUFFIX 158
#define UL_NAME_SYMMETRIC_DIFFERENCE 159
#define UL_NAME_ISSUBSET 160
#define UL_NAME_ISSUPERSET 161
#define UL_NAME_ISDISJOINT 162
#define UL_NAME___CAUSE__ 163
#define UL_NAME___CONTEXT__ 164
#define UL_NAME___TRACEBACK__ 165
#define UL_NAME_WITH_TRACEBACK 166
#define UL_NAME_ADD_NOTE 167
#define UL_NAME_FLUSH 168
#define UL_NAME_FILE 169
#define UL_NAME___SUPPRESS_CONTEXT__ 170
#define UL_NAME___NOTES__ 171
#define UL_NAME___MATCH_ARGS__ 172
#define UL_NAME___AWAIT__ 173
#define UL_NAME___AITER__ 174
#define UL_NAME___ANEXT__ 175
#define UL_NAME___AENTER__ 176
#define UL_NAME___AEXIT__ 177
#define UL_NAME___NEW__ 178
#define UL_NAME___SETATTR__ 179
#define UL_NAME___DELATTR__ 180
#define UL_NAME___GETATTRIBUTE__ 181
#define UL_NAME___GET__ 182
#define UL_NAME___SET__ 183
#define UL_NAME___DELETE__ 184
#define UL_NAME___SET_NAME__ 185
#define UL_NAME___INIT_SUBCLASS__ 186
#define UL_NAME___CLASS_GETITEM__ 187
#define UL_NAME___MRO__ 188
#define UL_NAME___SELF__ 189
#define UL_NAME___FUNC__ 190
#define UL_NAME___WRAPPED__ 191
#define UL_NAME_FGET 192
#define UL_NAME_FSET 193
#define UL_NAME_FDEL 194
#define UL_NAME_GETTER 195
#define UL_NAME_SETTER 196
#define UL_NAME_DELETER 197
#define UL_NAME_MRO 198
#define UL_NAME___MATMUL__ 199
#define UL_NAME___RMATMUL__ 200
#define UL_NAME___IMATMUL__ 201
#define UL_NAME___DIVMOD__ 202
#define UL_NAME___RDIVMOD__ 203
#define UL_NAME___TRUNC__ 204
#define UL_NAME___FLOOR__ 205
#define UL_NAME___CEIL__ 206
#define UL_NAME___BYTES__ 207
#define UL_NAME___MISSING__ 208
#define UL_NAME___REVERSED__ 209
#define UL_NAME___POWER__ 210
#define UL_NAME___WHOLE_POWER__ 211
#define UL_NAME_STATIC_COUNT 212
#define UL_STATIC_NAMES \
    "__init__\0" \
    "__call__\0" \
    "__str__\0" \
    "__repr__\0" \
    "__bool__\0" \
    "__len__\0" \
    "__hash__\0" \
    "__iter__\0" \
    "__next__\0" \
    "__getitem__\0" \
    "__setitem__\0" \
    "__delitem__\0" \
    "__contains__\0" \
    "__enter__\0" \
    "__exit__\0" \
    "__eq__\0" \
    "__ne__\0" \
    "__lt__\0" \
    "__le__\0" \
    "__gt__\0" \
    "__ge__\0" \
    "__add__\0" \
    "__radd__\0" \
    "__iadd__\0" \
    "__sub__\0" \
    "__rsub__\0" \
    "__isub__\0" \
    "__mul__\0" \
    "__rmul__\0" \
    "__imul__\0" \
    "__truediv__\0" \
    "__rtruediv__\0" \
    "__itruediv__\0" \
    "__floordiv__\0" \
    "__rfloordiv__\0" \
    "__ifloordiv__\0" \
    "__mod__\0" \
    "__rmod__\0" \
    "__imod__\0" \
    "__pow__\0" \
    "__rpow__\0" \
    "__ipow__\0" \
    "__and__\0" \
    "__rand__\0" \
    "__iand__\0" \
    "__or__\0" \
    "__ror__\0" \
    "__ior__\0" \
    "__xor__\0" \
    "__rxor__\0" \
    "__ixor__\0" \
    "__lshift__\0" \
    "__rlshift__\0" \
    "__ilshift__\0" \
    "__rshift__\0" \
    "__rrshift__\0" \
    "__irshift__\0" \
    "__neg__\0" \
    "__pos__\0" \
    "__invert__\0" \
    "__abs__\0" \
    "__int__\0" \
    "__float__\0" \
    "__index__\0" \
    "__round__\0" \
    "__format__\0" \
    "__getattr__\0" \
    "__name__\0" \
    "__class__\0" \
    "__doc__\0" \
    "__module__\0" \
    "__dict__\0" \
    "__qualname__\0" \
    "append\0" \
    "clear\0" \
    "copy\0" \
    "count\0" \
    "extend\0" \
    "index\0" \
    "insert\0" \
    "pop\0" \
    "remove\0" \
    "reverse\0" \
    "sort\0" \
    "get\0" \
    "items\0" \
    "keys\0" \
    "popitem\0" \
    "setdefault\0" \
    "update\0" \
    "values\0" \
    "encode\0" \
    "decode\0" \
    "endswith\0" \
    "startswith\0" \
    "find\0" \
    "rfind\0" \
    "format\0" \
    "isalnum\0" \
    "isalpha\0" \
    "isdigit\0" \
    "islower\0" \
    "isspace\0" \
    "isupper\0" \
    "join\0" \
    "ljust\0" \
    "rjust\0" \
    "center\0" \
    "lower\0" \
    "upper\0" \
    "lstrip\0" \
    "rstrip\0" \
    "strip\0" \
    "partition\0" \
    "rpartition\0" \
    "replace\0" \
    "split\0" \
    "rsplit\0" \
    "splitlines\0" \
    "title\0" \
    "capitalize\0" \
    "swapcase\0" \
    "zfill\0" \
    "hex\0" \
    "fromhex\0" \
    "args\0" \
    "send\0" \
    "throw\0" \
    "close\0" \
    "value\0" \
    "bit_length\0" \
    "is_integer\0" \
    "start\0" \
    "stop\0" \
    "step\0" \
    "add\0" \
    "discard\0" \
    "union\0" \
    "intersection\0" \
    "difference\0" \
    "aws_request_id\0" \
    "function_name\0" \
    "function_version\0" \
    "memory_limit_in_mb\0" \
    "invoked_function_arn\0" \
    "log_group_name\0" \
    "log_stream_name\0" \
    "get_remaining_time_in_millis\0" \
    "key\0" \
    "default\0" \
    "sep\0" \
    "end\0" \
    "strict\0" \
    "to_bytes\0" \
    "from_bytes\0" \
    "casefold\0" \
    "expandtabs\0" \
    "removeprefix\0" \
    "removesuffix\0" \
    "symmetric_difference\0" \
    "issubset\0" \
    "issuperset\0" \
    "isdisjoint\0" \
    "__cause__\0" \
    "__context__\0" \
    "__traceback__\0" \
    "with_traceback\0" \
    "add_note\0" \
    "flush\0" \
    "file\0" \
    "__suppress_context__\0" \
    "__notes__\0" \
    "__match_args__\0" \
    "__await__\0" \
    "__aiter__\0" \
    "__anext__\0" \
    "__aenter__\0" \
    "__aexit__\0" \
    "__new__\0" \
    "__setattr__\0" \
    "__delattr__\0" \
    "__getattribute__\0" \
    "__get__\0" \
    "__set__\0" \
    "__delete__\0" \
    "__set_name__\0" \
    "__init_subclass__\0" \
    "__class_getitem__\0" \
    "__mro__\0" \
    "__self__\0" \
    "__func__\0" \
    "__wrapped__\0" \
    "fget\0" \
    "fset\0" \
    "fdel\0" \
    "getter\0" \
    "setter\0" \
    "deleter\0" \
    "mro\0" \
    "__matmul__\0" \
    "__rmatmul__\0" \
    "__imatmul__\0" \
    "__divmod__\0" \
    "__rdivmod__\0" \
    "__trunc__\0" \
    "__floor__\0" \
    "__ceil__\0" \
    "__bytes__\0" \
    "__missing__\0" \
    "__reversed__\0" \
    "__power__\0" \
    "__whole_power__\0"

#define UL_TYPE_OBJECT 0
#define UL_TYPE_NONETYPE 1
#define UL_TYPE_BOOL 2
#define UL_TYPE_INT 3
#define UL_TYPE_FLOAT 4
#define UL_TYPE_STR 5
#define UL_TYPE_BYTES 6
#define UL_TYPE_BYTEARRAY 7
#define UL_TYPE_LIST 8
#define UL_TYPE_TUPLE 9
#define UL_TYPE_DICT 10
#define UL_TYPE_SET 11
#define UL_TYPE_FROZENSET 12
#define UL_TYPE_RANGE 13
#define UL_TYPE_SLICE 14
#define UL_TYPE_FUNCTION 15
#define UL_TYPE_GENERATOR 16
#define UL_TYPE_TYPE 17
#define UL_TYPE_MODULE 18
#define UL_TYPE_BUILTIN_FUNCTION_OR_METHOD 19
#define UL_TYPE_METHOD 20
#define UL_TYPE_ITERATOR 21
#define UL_TYPE_ELLIPSIS 22
#define UL_TYPE_NOTIMPLEMENTEDTYPE 23
#define UL_TYPE_LAMBDACONTEXT 24
#define UL_TYPE_CELL 25
#define UL_TYPE_ENUMERATE 26
#define UL_TYPE_ZIP 27
#define UL_TYPE_REVERSED 28
#define UL_TYPE_DICT_KEYS 29
#define UL_TYPE_DICT_VALUES 30
#define UL_TYPE_DICT_ITEMS 31
#define UL_TYPE_MEMORYVIEW 32
#define UL_TYPE_COROUTINE 33
#define UL_TYPE_BASEEXCEPTION 34
#define UL_TYPE_EXCEPTION 35
#define UL_TYPE_GENERATOREXIT 36
#define UL_TYPE_KEYBOARDINTERRUPT 37
#define UL_TYPE_SYSTEMEXIT 38
#define UL_TYPE_ARITHMETICERROR 39
#define UL_TYPE_FLOATINGPOINTERROR 40
#define UL_TYPE_OVERFLOWERROR 41
#define UL_TYPE_ZERODIVISIONERROR 42
#define UL_TYPE_ASSERTIONERROR 43
#define UL_TYPE_ATTRIBUTEERROR 44
#define UL_TYPE_BUFFERERROR 45
#define UL_TYPE_EOFERROR 46
#define UL_TYPE_IMPORTERROR 47
#define UL_TYPE_MODULENOTFOUNDERROR 48
#define UL_TYPE_LOOKUPERROR 49
#define UL_TYPE_INDEXERROR 50
#define UL_TYPE_KEYERROR 51
#define UL_TYPE_MEMORYERROR 52
#define UL_TYPE_NAMEERROR 53
#define UL_TYPE_UNBOUNDLOCALERROR 54
#define UL_TYPE_OSERROR 55
#define UL_TYPE_CONNECTIONERROR 56
#define UL_TYPE_FILENOTFOUNDERROR 57
#define UL_TYPE_PERMISSIONERROR 58
#define UL_TYPE_TIMEOUTERROR 59
#define UL_TYPE_REFERENCEERROR 60
#define UL_TYPE_RUNTIMEERROR 61
#define UL_TYPE_NOTIMPLEMENTEDERROR 62
#define UL_TYPE_RECURSIONERROR 63
#define UL_TYPE_STOPASYNCITERATION 64
#define UL_TYPE_STOPITERATION 65
#define UL_TYPE_SYNTAXERROR 66
#define UL_TYPE_SYSTEMERROR 67
#define UL_TYPE_TYPEERROR 68
#define UL_TYPE_VALUEERROR 69
#define UL_TYPE_UNICODEERROR 70
#define UL_TYPE_UNICODEDECODEERROR 71
#define UL_TYPE_UNICODEENCODEERROR 72
#define UL_TYPE_WARNING 73
#define UL_TYPE_MAP 74
#define UL_TYPE_FILTER 75
#define UL_TYPE_PROPERTY 76
#define UL_TYPE_STATICMETHOD 77
#define UL_TYPE_CLASSMETHOD 78
#define UL_TYPE_SUPER 79
#define UL_TYPE_LIST_ITERATOR 80
#define UL_TYPE_TUPLE_ITERATOR 81
#define UL_TYPE_STR_ITERATOR 82
#define UL_TYPE_STR_ASCII_ITERATOR 83
#define UL_TYPE_BYTES_ITERATOR 84
#define UL_TYPE_BYTEARRAY_ITERATOR 85
#define UL_TYPE_RANGE_ITERATOR 86
#define UL_TYPE_DICT_KEYITERATOR 87
#define UL_TYPE_DICT_VALUEITERATOR 88
#define UL_TYPE_DICT_ITEMITERATOR 89
#define UL_TYPE_SET_ITERATOR 90
#define UL_TYPE_CALLABLE_ITERATOR 91
#define UL_TYPE_LIST_REVERSEITERATOR 92
#define UL_TYPE_COUNT 93
#define UL_TYPE_NAMES \
    "object\0" \
    "NoneType\0" \
    "bool\0" \
    "int\0" \
    "float\0" \
    "str\0" \
    "bytes\0" \
    "bytearray\0" \
    "list\0" \
    "tuple\0" \
    "dict\0" \
    "set\0" \
    "frozenset\0" \
    "range\0" \
    "slice\0" \
    "function\0" \
    "generator\0" \
    "type\0" \
    "module\0" \
    "builtin_function_or_method\0" \
    "method\0" \
    "iterator\0" \
    "ellipsis\0" \
    "NotImplementedType\0" \
    "LambdaContext\0" \
    "cell\0" \
    "enumerate\0" \
    "zip\0" \
    "reversed\0" \
    "dict_keys\0" \
    "dict_values\0" \
    "dict_items\0" \
    "memoryview\0" \
    "coroutine\0" \
    "BaseException\0" \
    "Exception\0" \
    "GeneratorExit\0" \
    "KeyboardInterrupt\0" \
    "SystemExit\0" \
    "ArithmeticError\0" \
    "FloatingPointError\0" \
    "OverflowError\0" \
    "ZeroDivisionError\0" \
    "AssertionError\0" \
    "AttributeError\0" \
    "BufferError\0" \
    "EOFError\0" \
    "ImportError\0" \
    "ModuleNotFoundError\0" \
    "LookupError\0" \
    "IndexError\0" \
    "KeyError\0" \
    "MemoryError\0" \
    "NameError\0" \
    "UnboundLocalError\0" \
    "OSError\0" \
    "ConnectionError\0" \
    "FileNotFoundError\0" \
    "PermissionError\0" \
    "TimeoutError\0" \
    "ReferenceError\0" \
    "RuntimeError\0" \
    "NotImplementedError\0" \
    "RecursionError\0" \
    "StopAsyncIteration\0" \
    "StopIteration\0" \
    "SyntaxError\0" \
    "SystemError\0" \
    "TypeError\0" \
    "ValueError\0" \
    "UnicodeError\0" \
    "UnicodeDecodeError\0" \
    "UnicodeEncodeError\0" \
    "Warning\0" \
    "map\0" \
    "filter\0" \
    "property\0" \
    "staticmethod\0" \
    "classmethod\0" \
    "super\0" \
    "list_iterator\0" \
    "tuple_iterator\0" \
    "str_iterator\0" \
    "str_ascii_iterator\0" \
    "bytes_iterator\0" \
    "bytearray_iterator\0" \
    "range_iterator\0" \
    "dict_keyiterator\0" \
    "dict_valueiterator\0" \
    "dict_itemiterator\0" \
    "set_iterator\0" \
    "callable_iterator\0" \
    "list_reverseiterator\0"
#define UL_TYPE_BASES \
    0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 34, 34, 34, 34, 35, 39, 39, 39, 35, 35, 35, 35, 35, 47, 35, 49, 49, 35, 35, 53, 35, 55, 55, 55, 55, 35, 35, 61, 61, 35, 35, 35, 35, 35, 35, 69, 70, 70, 35, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0

#define UL_FN_PRINT 0
#define UL_FN_LEN 1
#define UL_FN_ABS 2
#define UL_FN_MIN 3
#define UL_FN_MAX 4
#define UL_FN_SUM 5
#define UL_FN_SORTED 6
#define UL_FN_REVERSED 7
#define UL_FN_ENUMERATE 8
#define UL_FN_ZIP 9
#define UL_FN_ANY 10
#define UL_FN_ALL 11
#define UL_FN_ORD 12
#define UL_FN_CHR 13
#define UL_FN_REPR 14
#define UL_FN_ISINSTANCE 15
#define UL_FN_ISSUBCLASS 16
#define UL_FN_TYPE 17
#define UL_FN_ROUND 18
#define UL_FN_DIVMOD 19
#define UL_FN_ITER 20
#define UL_FN_NEXT 21
#define UL_FN_CALLABLE 22
#define UL_FN_FORMAT 23
#define UL_FN_MATH_SQRT 24
#define UL_FN_MATH_FLOOR 25
#define UL_FN_MATH_CEIL 26
#define UL_FN_MATH_TRUNC 27
#define UL_FN_MATH_FABS 28
#define UL_FN_MATH_ISNAN 29
#define UL_FN_MATH_ISINF 30
#define UL_FN_MATH_ISFINITE 31
#define UL_FN_TIME_TIME 32
#define UL_FN_TIME_TICKS_MS 33
#define UL_FN_TIME_TICKS_DIFF 34
#define UL_FN_MAP 35
#define UL_FN_FILTER 36
#define UL_FN_HASH 37
#define UL_FN_ASCII 38
#define UL_FN__AWAIT 39
#define UL_FN__MATCH_SEQUENCE 40
#define UL_FN__MATCH_MAPPING 41
#define UL_FN__MATCH_CLASS 42
#define UL_FN_GETATTR 43
#define UL_FN_SETATTR 44
#define UL_FN_HASATTR 45
#define UL_FN_DELATTR 46
#define UL_FN_VARS 47
#define UL_FN_CLASS_FINISH 48
#define UL_FN__MATMUL 49
#define UL_FN__IMATMUL 50
#define UL_FN__KEYWORDS 51
#define UL_FN_FLOAT_BITS 52
#define UL_FN_FLOAT_FROM_BITS 53
#define UL_FN_HASH_SHA256_BLOCK 54
#define UL_FN_HOST_CALL 55
#define UL_FN__CHECK_MANAGER 56
#define UL_FN__AITER 57
#define UL_FN__ANEXT 58
#define UL_FN_OBJECT_SLOT 59
#define UL_FN_OBJECT_FIND 60
#define UL_FN_TEXT_SPAN 61
#define UL_FN_TEXT_PIECE 62
#define UL_FN_BUFFER_GET 63
#define UL_FN_BUFFER_PUT 64
#define UL_FN_OBJECT_ATTRS 65
#define UL_FN_COUNT 66
#define UL_FN_NAMES \
    "print\0" \
    "len\0" \
    "abs\0" \
    "min\0" \
    "max\0" \
    "sum\0" \
    "sorted\0" \
    "reversed\0" \
    "enumerate\0" \
    "zip\0" \
    "any\0" \
    "all\0" \
    "ord\0" \
    "chr\0" \
    "repr\0" \
    "isinstance\0" \
    "issubclass\0" \
    "type\0" \
    "round\0" \
    "divmod\0" \
    "iter\0" \
    "next\0" \
    "callable\0" \
    "format\0" \
    "sqrt\0" \
    "floor\0" \
    "ceil\0" \
    "trunc\0" \
    "fabs\0" \
    "isnan\0" \
    "isinf\0" \
    "isfinite\0" \
    "time\0" \
    "ticks_ms\0" \
    "ticks_diff\0" \
    "map\0" \
    "filter\0" \
    "hash\0" \
    "ascii\0" \
    "await\0" \
    "match_sequence\0" \
    "match_mapping\0" \
    "match_class\0" \
    "getattr\0" \
    "setattr\0" \
    "hasattr\0" \
    "delattr\0" \
    "vars\0" \
    "finish\0" \
    "matmul\0" \
    "imatmul\0" \
    "keywords\0" \
    "bits\0" \
    "from_bits\0" \
    "sha256_block\0" \
    "call\0" \
    "check_manager\0" \
    "aiter\0" \
    "anext\0" \
    "slot\0" \
    "find\0" \
    "span\0" \
    "piece\0" \
    "get\0" \
    "put\0" \
    "attrs\0"
/* fewest | most << 4 positional arguments; most 15: any number */
#define UL_FN_ARGS \
    0xf0, 0x11, 0x11, 0xf1, 0xf1, 0xf0, 0xf0, 0x11, 0xf0, 0xf0, 0x11, 0x11, 0x11, 0x11, 0x11, 0x22, 0x22, 0xf0, 0xf0, 0x22, 0x21, 0x21, 0x11, 0x21, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x0, 0x0, 0x22, 0xf1, 0x22, 0x11, 0x11, 0x11, 0x33, 0x33, 0x44, 0x32, 0x33, 0x22, 0x22, 0x11, 0x22, 0x22, 0x22, 0x33, 0x11, 0x11, 0x22, 0x33, 0x22, 0x11, 0x11, 0x32, 0x22, 0x33, 0x33, 0x33, 0x44, 0x21

#endif
