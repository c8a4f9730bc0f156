/* Which characters are decimal digits? Unicode 14 has 65 tens of them beyond ASCII. */
#include "ul_digits.h"
#include "ul_heap.h"
#include "ul_str.h"

/* The zeros, halved: all are even. */
static const uint16_t zeros[] = {
    0x660 / 2,   0x6F0 / 2,   0x7C0 / 2,   0x966 / 2,   0x9E6 / 2,   0xA66 / 2,   0xAE6 / 2,
    0xB66 / 2,   0xBE6 / 2,   0xC66 / 2,   0xCE6 / 2,   0xD66 / 2,   0xDE6 / 2,   0xE50 / 2,
    0xED0 / 2,   0xF20 / 2,   0x1040 / 2,  0x1090 / 2,  0x17E0 / 2,  0x1810 / 2,  0x1946 / 2,
    0x19D0 / 2,  0x1A80 / 2,  0x1A90 / 2,  0x1B50 / 2,  0x1BB0 / 2,  0x1C40 / 2,  0x1C50 / 2,
    0xA620 / 2,  0xA8D0 / 2,  0xA900 / 2,  0xA9D0 / 2,  0xA9F0 / 2,  0xAA50 / 2,  0xABF0 / 2,
    0xFF10 / 2,  0x104A0 / 2, 0x10D30 / 2, 0x11066 / 2, 0x110F0 / 2, 0x11136 / 2, 0x111D0 / 2,
    0x112F0 / 2, 0x11450 / 2, 0x114D0 / 2, 0x11650 / 2, 0x116C0 / 2, 0x11730 / 2, 0x118E0 / 2,
    0x11950 / 2, 0x11C50 / 2, 0x11D50 / 2, 0x11DA0 / 2, 0x16A60 / 2, 0x16AC0 / 2, 0x16B50 / 2,
    0x1D7CE / 2, 0x1D7D8 / 2, 0x1D7E2 / 2, 0x1D7EC / 2, 0x1D7F6 / 2, 0x1E140 / 2, 0x1E2F0 / 2,
    0x1E950 / 2, 0x1FBF0 / 2};

static uint32_t to_ascii(uint32_t code)
{
    for (uint32_t i = 0; code >= 0x80 && i < sizeof zeros / 2; i++)
        if (code - 2u * zeros[i] < 10) return '0' + (code - 2u * zeros[i]);
    return code;
}

int ul_digits_plain(struct ul_vm *vm, ul_val *slot)
{
    struct ul_view view;
    struct ul_text text;
    uint32_t at = 0, code;
    if (!ul_is_str(vm, *slot)) return UL_OK;
    ul_view_of(vm, *slot, &view);
    while (at < view.len && view.p[at] < 0x80)
        at++;
    if (at == view.len) return UL_OK;
    TRY(ul_text_open(vm, &text));
    for (at = 0; at < view.len;) {
        ul_view_of(vm, *slot, &view);
        at += ul_utf8_decode(view.p + at, &code);
        TRY(ul_text_char(vm, &text, to_ascii(code)));
    }
    *slot = ul_text_close(vm, &text);
    return *slot ? UL_OK : UL_EXCEPTION;
}
