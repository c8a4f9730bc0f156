/* What do constructs of the language check and do? See ul_construct.h. */
#include "ul_construct.h"
#include "ul_class.h"
#include "ul_error.h"

int ul_check_manager(struct ul_vm *vm, const struct ul_args *args, ul_val *out)
{
    static const uint8_t names[2][2] = {{UL_NAME___ENTER__, UL_NAME___EXIT__},
                                        {UL_NAME___AENTER__, UL_NAME___AEXIT__}};
    bool waits = ARG(1) == V_TRUE;
    for (uint32_t i = 0; i < 2; i++) {
        uint32_t name = names[waits][i];
        if (ul_special(vm, ARG(0), name) || ul_has_method(vm, ARG(0), name)) continue;
        return ul_raise(vm, UL_TYPE_TYPEERROR,
                        i ? "'%t' object does not support the %scontext manager protocol (missed "
                            "%n method)"
                          : "'%t' object does not support the %scontext manager protocol",
                        ARG(0), waits ? "asynchronous " : "", name);
    }
    *out = ARG(0);
    return UL_OK;
}
