def handler():
    return [repr('\uffff\ufffe\u200b\xad\u0378\ue000\U000e0001\x85\u2028é日🐍'), ascii('é🐍')]
