/* Reads a PGM picture of 256x32 gray pixels with the library. */
#include "digitreader.h"

#include <stdio.h>

static int read_picture(const char *path, uint8_t *pixels) {
    FILE *file = fopen(path, "rb");
    int width = 0, height = 0;
    if (!file) return 0;
    int ok = fscanf(file, "P5 %d %d 255", &width, &height) == 2 && fgetc(file) == '\n'
        && width == DIGIT_READER_WIDTH && height == DIGIT_READER_HEIGHT
        && fread(pixels, 1, DIGIT_READER_PIXELS, file) == DIGIT_READER_PIXELS;
    fclose(file);
    return ok;
}

/* The best class of each position; repeats count once, and blanks not at all. */
static void print_digits(const float *logits) {
    int before = 10;
    for (int position = 0; position < DIGIT_READER_POSITIONS; position++) {
        int best = 0;
        for (int i = 1; i < DIGIT_READER_CLASSES; i++)
            if (logits[i * DIGIT_READER_POSITIONS + position] > logits[best * DIGIT_READER_POSITIONS + position]) best = i;
        if (best != before && best != 10) putchar('0' + best);
        before = best;
    }
    putchar('\n');
}

int main(int argc, char **argv) {
    static uint8_t pixels[DIGIT_READER_PIXELS];
    static float logits[DIGIT_READER_LOGITS];
    if (argc < 2 || !read_picture(argv[1], pixels)) {
        fprintf(stderr, "usage: %s PICTURE.pgm [WEIGHTS.safetensors]\n", argv[0]);
        return 2;
    }
    digit_reader *reader = digit_reader_create(argc > 2 ? argv[2] : NULL);
    if (!reader || digit_reader_run(reader, pixels, DIGIT_READER_PIXELS, logits, DIGIT_READER_LOGITS) != 0) {
        fprintf(stderr, "%s\n", digit_reader_last_error());
        return 1;
    }
    print_digits(logits);
    digit_reader_destroy(reader);
    return 0;
}
