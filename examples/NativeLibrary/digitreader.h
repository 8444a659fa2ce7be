/* Reads a line of printed digits; see examples/ReadDigits. */
#ifndef DIGITREADER_H
#define DIGITREADER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    DIGIT_READER_HEIGHT = 32,
    DIGIT_READER_WIDTH = 256,
    DIGIT_READER_POSITIONS = 64,
    DIGIT_READER_CLASSES = 11, /* the digits, and 10 for "no digit begins here" */
    DIGIT_READER_PIXELS = DIGIT_READER_HEIGHT * DIGIT_READER_WIDTH,
    DIGIT_READER_LOGITS = DIGIT_READER_CLASSES * DIGIT_READER_POSITIONS
};

typedef struct digit_reader digit_reader;

/* A reader with the weights that are in the library, or of a safetensors file. NULL where that fails. */
digit_reader *digit_reader_create(const char *weights_path_or_null);

/* A reader for another thread, which shares the weights. NULL where that fails. */
digit_reader *digit_reader_fork(const digit_reader *reader);

/* Runs the net: gray pixels, row by row, to logits [class][position]. 0 where it worked. One thread at a time for each reader. */
int digit_reader_run(digit_reader *reader, const uint8_t *pixels, size_t pixel_count, float *logits, size_t logit_count);

/* Lets a reader go; NULL is no mistake. */
void digit_reader_destroy(digit_reader *reader);

/* What went wrong in the last function of this thread that failed; NULL where none has. Valid until the next one fails. */
const char *digit_reader_last_error(void);

#ifdef __cplusplus
}
#endif

#endif
