/* Has this request been run already, and what came of it?
 *
 * Remembers the last UL_RESULTS_MAX requests and as many of their RESULT messages as the lent bytes
 * hold, the newest always among them. A request that it knows is never run again.
 */
#ifndef UL_RESULTS_H
#define UL_RESULTS_H

#include "ulambda/ul_message.h"

#define UL_RESULTS_MAX 8

struct ul_results_entry {
    uint8_t request[UL_REQUEST_BYTES];
    uint32_t len; /* of its RESULT; 0: made room for a newer one */
};

struct ul_results {
    uint8_t *bytes; /* lent; RESULT messages, oldest first, without gaps */
    uint32_t bytes_len;
    uint32_t used;
    uint32_t count; /* entries, oldest first */
    struct ul_results_entry entries[UL_RESULTS_MAX];
};

/* True when the request is known; *message is its RESULT or empty. */
bool ul_results_find(const struct ul_results *results, const uint8_t request[UL_REQUEST_BYTES],
                     struct ul_span *message);

/* Remember how a new request ended; gives its RESULT, which stays in place until the next `add`. An
 * outcome that does not fit is replaced by one with status UL_TOO_LARGE. */
struct ul_span ul_results_add(struct ul_results *results, const uint8_t request[UL_REQUEST_BYTES],
                              const struct ul_outcome *outcome);

#define UL_RESULTS_MIN 64 /* bytes that must be lent: a RESULT without value, texts and trace */

#endif
