/* See tconfig.h. */
#include <stddef.h>
