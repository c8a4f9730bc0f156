/* Which release is this build? */
#include "ulambda/ul_version.h"

const char *ul_version(void)
{
    return UL_VERSION;
}
