/* The trained model inside the program: the bytes of en.model between two labels, read where they lie. */
    .section .rodata
    .global dtl_embedded_model
    .global dtl_embedded_model_end
    .hidden dtl_embedded_model
    .hidden dtl_embedded_model_end
    .balign 64
dtl_embedded_model:
    .incbin DTL_MODEL_FILE
dtl_embedded_model_end:
    .byte 0
    .section .note.GNU-stack, "", %progbits
