/* Which functions does the board hold, and how far is the one that is being uploaded?
 *
 * Slots of equal size in memory that the caller lends. What is uploaded is an image or its wire
 * form, which lies at the end of the slot until it is whole and is expanded in place. A new image
 * grows in a free slot beside the one that it replaces and takes over only when it is whole, has
 * the announced digest and was verified; so a cut at any byte leaves the old one in service. A
 * partial upload survives the session.
 */
#ifndef UL_STORE_H
#define UL_STORE_H

#include "ulambda/ul_message.h"

enum ul_slot_state { UL_SLOT_FREE, UL_SLOT_UPLOADING, UL_SLOT_RESIDENT };

struct ul_slot {
    enum ul_slot_state state;
    char name[UL_NAME_MAX + 1];
    char entry[UL_NAME_MAX + 1];
    uint8_t digest[UL_SHA256_BYTES];
    uint32_t image_len;
    uint32_t wire_len; /* 0: the image itself is uploaded */
    uint32_t received; /* bytes of what is uploaded that are there */
};

struct ul_store {
    struct ul_slot *slots;
    uint32_t slot_count;
    uint8_t *images; /* slot_count * slot_len bytes, word aligned */
    uint32_t slot_len;
};

/* Those who know images. */
struct ul_store_gate {
    void *user;
    /* Make the image at the start of `room` of its wire form at the end. UL_OK or UL_DEPLOY_WIRE.
     */
    int (*expand)(void *room, uint32_t room_len, uint32_t wire_len, uint32_t *image_len);
    /* Is this image sound? UL_OK or UL_IMAGE_*. */
    int (*verify)(void *user, const void *image, uint32_t image_len);
};

void ul_store_init(struct ul_store *store);
const void *ul_store_image(const struct ul_store *store, const struct ul_slot *slot);
const struct ul_slot *ul_store_find(const struct ul_store *store, struct ul_span name);

/* Where to go on with this image: *slot tells. UL_OK, UL_TOO_LARGE, UL_STORE_FULL. */
int ul_store_begin(struct ul_store *store, const struct ul_deploy_begin *begin,
                   const struct ul_slot **slot);

/* Bytes of the upload. Those that are there already are ignored, as are all when there is no
 * upload. A gap or excess ends the upload: UL_DEPLOY_OFFSET; `digest` is then that of the upload.
 */
int ul_store_chunk(struct ul_store *store, const struct ul_deploy_chunk *chunk,
                   uint8_t digest[UL_SHA256_BYTES]);

/* Put the upload in service. UL_OK (also when it is already), UL_DEPLOY_OFFSET (not whole: the
 * upload stays), UL_DEPLOY_DIGEST or UL_IMAGE_*, UL_DEPLOY_WIRE among them (the upload is gone). */
int ul_store_commit(struct ul_store *store, const uint8_t digest[UL_SHA256_BYTES],
                    const struct ul_store_gate *gate, const struct ul_slot **slot);

/* True when it was there. */
bool ul_store_remove(struct ul_store *store, struct ul_span name);

#endif
