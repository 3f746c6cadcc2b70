/* SPDX-License-Identifier: Apache-2.0 */
/* The bytes of FILE, between SYMBOL and SYMBOL_end. A model's rows need 64 bytes. */
#define PASTE(a, b) a##b
#define END(symbol) PASTE(symbol, _end)

    .section .rodata
    .global SYMBOL
    .global END(SYMBOL)
    .hidden SYMBOL
    .hidden END(SYMBOL)
    .balign 64
SYMBOL:
    .incbin FILE
END(SYMBOL):
    .byte 0
    .section .note.GNU-stack, "", %progbits
