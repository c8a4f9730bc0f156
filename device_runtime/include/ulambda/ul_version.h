/* Which release is this build? */
#ifndef UL_VERSION_H
#define UL_VERSION_H

#define UL_VERSION "0.1.0"

const char *ul_version(void);

#endif
