/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_NLP_MODEL_LAYOUT_H
#define CMQ_NLP_MODEL_LAYOUT_H

/* The model file, little-endian throughout:
 *
 *   header, 128 bytes   "CMQMODEL", u32 version, u32 section count, u64 length of the file,
 *                       72 bytes id ("sha256:", digest of all after the header, NUL), zeros
 *   section table       u64 offset, u64 length for each of enum cmq_section; absent if the length
 *                       is 0
 *   sections            each at a multiple of 64 bytes, in the order of the table
 *
 * The sections but the last are records (record.h), read in full when the file is opened: a few
 * thousand labels and tree nodes. The last section is the weights, arrays that each begin at a
 * multiple of 64 bytes. A record names an array of numbers by how it is stored (u32, enum
 * cmq_storage), its offset in that section and, stored as integers, the offset of its rows' scales
 * (u64 each); its size follows from the shape that stands beside it. Keys and row numbers of word
 * vectors are u64 and u32 arrays, named by their offset alone.
 *
 * The writer stores an array in the smallest form that yields the very same float32 numbers:
 * float16; for a table whose rows are looked up, 8-bit integers with a scale a row. */

#define CMQ_MODEL_MAGIC       "CMQMODEL"
#define CMQ_MODEL_VERSION     2u
#define CMQ_MODEL_HEADER_SIZE 128u
#define CMQ_MODEL_ID_OFFSET   24u
#define CMQ_MODEL_ID_LENGTH   71u /* "sha256:" and 64 digits */
#define CMQ_MODEL_ALIGNMENT   64u
#define CMQ_MODEL_ENTRY_SIZE  16u

enum cmq_section {
    CMQ_SECTION_META,
    CMQ_SECTION_TOKENIZER,
    CMQ_SECTION_WORDS,
    CMQ_SECTION_VECTORS,
    CMQ_SECTION_TREES,
    CMQ_SECTION_TAGGER,
    CMQ_SECTION_MORPHOLOGIZER,
    CMQ_SECTION_LEMMATIZER,
    CMQ_SECTION_PARSER,
    CMQ_SECTION_SENTER,
    CMQ_SECTION_RULES,
    CMQ_SECTION_LEMMA_TABLES,
    CMQ_SECTION_ENTITIES,
    CMQ_SECTION_WEIGHTS,
    CMQ_SECTION_COUNT,
};

#endif
