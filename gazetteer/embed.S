/* The packed gazetteer inside the program: its bytes between two labels, used where they lie. */
    .section .rodata
    .global dtl_embedded_gazetteer
    .global dtl_embedded_gazetteer_end
    .hidden dtl_embedded_gazetteer
    .hidden dtl_embedded_gazetteer_end
    .balign 64
dtl_embedded_gazetteer:
    .incbin DTL_GAZETTEER_FILE
dtl_embedded_gazetteer_end:
    .byte 0
    .section .note.GNU-stack, "", %progbits
