/* How do instructions make and use containers, and attributes? A part of the loop: ul_run.c alone
 * includes it. */

/* --- containers --- */
OP(NEWLIST)
OP(NEWTUPLE) DONE(ul_do_new_sequence(vm, B, C, (w & 255u) == UL_OP_NEWLIST, &value));
OP(NEWDICT) DONE(ul_do_new_dict(vm, B, C, &value));
OP(NEWSLICE) DONE(ul_do_new_slice(vm, B, &value));
OP(NEWSET) DONE(ul_do_new_set(vm, B, C, &value));
OP(SETADD)
if (UL_UNLIKELY(!ul_is_set(vm, R(A)))) goto not_a_list;
SLOW(ul_set_add(vm, R(A), R(B)));
NEXT;
OP(APPEND)
if (UL_UNLIKELY(!TYPE_IS(vm, R(A), T_LIST))) goto not_a_list;
SLOW(ul_list_append(vm, R(A), R(B)));
NEXT;
OP(EXTEND)
if (UL_UNLIKELY(!TYPE_IS(vm, R(A), T_LIST))) goto not_a_list;
SLOW(ul_do_extend(vm, R(A), R(B)));
NEXT;
OP(DICTMERGE)
if (UL_UNLIKELY(!TYPE_IS(vm, R(A), T_DICT)))
    SLOW(ul_type_error(vm, "'%t' object is not a mapping", R(A)));
SLOW(ul_mapping_merge(vm, R(A), R(B)));
NEXT;
OP(TOTUPLE)
if (UL_UNLIKELY(!ul_is_sequence(vm, R(B)))) goto not_a_list;
value = ul_tuple_from(vm, R(B));
DONE(value ? UL_OK : UL_EXCEPTION);
OP(UNPACK) SLOW(ul_do_unpack(vm, R(A), B, C, -1));
NEXT;
OP(UNPACKX) pc++;
SLOW(ul_do_unpack(vm, R(A), B, C, (int32_t)SECOND));
NEXT;
OP(GETIDXI) v = INT_C;
first = B;
goto get_item;
OP(GETIDX) v = R(C);
first = B;
get_item : if (IS_REF(R(first)))
{
    const ul_val *object = PTR(vm, R(first));
    uint32_t type = HDR_TYPE(object[0]);
    if (type == T_LIST && IS_INT(v)) {
        ul_val at = (int32_t)v < 0 ? v + object[LIST_LEN] - 1 : v;
        if (UL_LIKELY(at < object[LIST_LEN])) {
            R(A) = PTR(vm, object[LIST_VEC])[1 + (at >> 1)];
            NEXT;
        }
    }
    if (type == T_DICT && ul_dict_place(vm, R(first), v, &place) && place) {
        regs = vm->regs;
        w = pc[-1];
        R(A) = *place;
        NEXT;
    }
    if (IS_INT(v) && (type == T_BYTES || (type == T_STR && !HDR_FLAG(object[0])))) {
        uint32_t skip = type == T_STR ? STR_DATA : 1, at = v >> 1;
        if (at < (HDR_WORDS(object[0]) - skip) * 4 - HDR_PAD(object[0])) {
            uint32_t byte = ((const uint8_t *)(object + skip))[at];
            R(A) = type == T_STR ? UL_IMM(K_CHAR, byte) : V_INT(byte);
            NEXT;
        }
    }
    regs = vm->regs;
    w = pc[-1];
    first = B;
}
DONE(ul_get_item(vm, R(first), v, &value));
OP(SETIDX)
if (IS_INT(R(B)) && TYPE_IS(vm, R(A), T_LIST)) {
    const ul_val *object = PTR(vm, R(A));
    if (R(B) < object[LIST_LEN]) {
        PTR(vm, object[LIST_VEC])[1 + (R(B) >> 1)] = R(C);
        NEXT;
    }
}
SLOW(ul_set_item(vm, R(A), R(B), R(C)));
NEXT;
OP(DELIDX) SLOW(ul_del_item(vm, R(A), R(B)));
NEXT;

/* --- attributes --- */
OP(GETATTR) pc++;
if (IS_REF(R(B))) {
    const ul_val *object = PTR(vm, R(B));
    if (UL_LIKELY(HDR_TYPE(object[0]) == T_INST)) {
        const uint32_t *record = IMAGE_CLASS(vm, INT_OF(PTR(vm, object[INST_CLASS])[CLASS_INDEX]));
        if (UL_LIKELY(C < CLS_SLOTS(record) && record[CLS_WORDS + C] == SECOND)) {
            v = object[INST_SLOTS + C];
            if (UL_LIKELY(v)) {
                R(A) = v;
                NEXT;
            }
        }
    }
}
SLOW(ul_do_get_attribute(vm, R(B), SECOND, &value, A, &entered, &kind));
w = pc[-2];
if (value)
    R(A) = value;
else if (entered)
    ENTER_BOUND(2);
NEXT;
OP(SETATTR) pc++;
if (IS_REF(R(A))) {
    ul_val *object = PTR(vm, R(A));
    if (UL_LIKELY(HDR_TYPE(object[0]) == T_INST)) {
        const uint32_t *record = IMAGE_CLASS(vm, INT_OF(PTR(vm, object[INST_CLASS])[CLASS_INDEX]));
        if (UL_LIKELY(C < CLS_SLOTS(record) && record[CLS_WORDS + C] == SECOND)) {
            object[INST_SLOTS + C] = R(B);
            NEXT;
        }
    }
}
SLOW(ul_set_attr(vm, R(A), SECOND, R(B)));
NEXT;
OP(DELATTR) pc++;
SLOW(ul_set_attr(vm, R(A), SECOND, V_UNBOUND));
NEXT;
OP(FORMAT) pc++;
DONE_2(ul_format_value(vm, R(B), R(C), SECOND, &value));
OP(CONCAT) DONE(ul_concat(vm, B, C, &value));
