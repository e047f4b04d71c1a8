/*
 * fuzz.h - the doors that any bytes are thrown at: by libFuzzer (make fuzz) and, file by file of
 * tests/fuzz/corpus, by the unit tests. Each ends the program when something is wrong.
 */
#ifndef CAPDO_TESTS_FUZZ_H
#define CAPDO_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* OK: the bytes were a good submission. */
int fuzz_import(const uint8_t *data, size_t size);

#endif
