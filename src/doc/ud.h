/* The closed tag sets of Universal Dependencies English (EWT, GUM) in a fixed order: the numbers are part of the model's
 * format, so new tags are only ever added at the end. Names: UD v2 guidelines; XPOS: Penn Treebank tags as EWT uses them. */
#ifndef DTL_DOC_UD_H
#define DTL_DOC_UD_H

#define DTL_UPOS_LIST(ITEM) \
    ITEM(ADJ, "ADJ") \
    ITEM(ADP, "ADP") \
    ITEM(ADV, "ADV") \
    ITEM(AUX, "AUX") \
    ITEM(CCONJ, "CCONJ") \
    ITEM(DET, "DET") \
    ITEM(INTJ, "INTJ") \
    ITEM(NOUN, "NOUN") \
    ITEM(NUM, "NUM") \
    ITEM(PART, "PART") \
    ITEM(PRON, "PRON") \
    ITEM(PROPN, "PROPN") \
    ITEM(PUNCT, "PUNCT") \
    ITEM(SCONJ, "SCONJ") \
    ITEM(SYM, "SYM") \
    ITEM(VERB, "VERB") \
    ITEM(X, "X")

typedef enum dtl_upos {
#define DTL_ITEM(name, text) DTL_UPOS_##name,
    DTL_UPOS_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_UPOS_COUNT
} dtl_upos;

#define DTL_XPOS_LIST(X) \
    X(DOLLAR, "$") \
    X(CLOSE_QUOTE, "''") \
    X(COMMA, ",") \
    X(LRB, "-LRB-") \
    X(RRB, "-RRB-") \
    X(PERIOD, ".") \
    X(COLON, ":") \
    X(ADD, "ADD") \
    X(AFX, "AFX") \
    X(CC, "CC") \
    X(CD, "CD") \
    X(DT, "DT") \
    X(EX, "EX") \
    X(FW, "FW") \
    X(GW, "GW") \
    X(HYPH, "HYPH") \
    X(IN, "IN") \
    X(JJ, "JJ") \
    X(JJR, "JJR") \
    X(JJS, "JJS") \
    X(LS, "LS") \
    X(MD, "MD") \
    X(NFP, "NFP") \
    X(NN, "NN") \
    X(NNP, "NNP") \
    X(NNPS, "NNPS") \
    X(NNS, "NNS") \
    X(PDT, "PDT") \
    X(POS, "POS") \
    X(PRP, "PRP") \
    X(PRP_POSS, "PRP$") \
    X(RB, "RB") \
    X(RBR, "RBR") \
    X(RBS, "RBS") \
    X(RP, "RP") \
    X(SYM, "SYM") \
    X(TO, "TO") \
    X(UH, "UH") \
    X(VB, "VB") \
    X(VBD, "VBD") \
    X(VBG, "VBG") \
    X(VBN, "VBN") \
    X(VBP, "VBP") \
    X(VBZ, "VBZ") \
    X(WDT, "WDT") \
    X(WP, "WP") \
    X(WP_POSS, "WP$") \
    X(WRB, "WRB") \
    X(OPEN_QUOTE, "``")

typedef enum dtl_xpos {
#define DTL_ITEM(name, text) DTL_XPOS_##name,
    DTL_XPOS_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_XPOS_COUNT
} dtl_xpos;

#define DTL_RELATION_LIST(X) \
    X(ACL, "acl") \
    X(ACL_RELCL, "acl:relcl") \
    X(ADVCL, "advcl") \
    X(ADVCL_RELCL, "advcl:relcl") \
    X(ADVMOD, "advmod") \
    X(AMOD, "amod") \
    X(APPOS, "appos") \
    X(AUX, "aux") \
    X(AUX_PASS, "aux:pass") \
    X(CASE, "case") \
    X(CC, "cc") \
    X(CC_PRECONJ, "cc:preconj") \
    X(CCOMP, "ccomp") \
    X(COMPOUND, "compound") \
    X(COMPOUND_PRT, "compound:prt") \
    X(CONJ, "conj") \
    X(COP, "cop") \
    X(CSUBJ, "csubj") \
    X(CSUBJ_OUTER, "csubj:outer") \
    X(CSUBJ_PASS, "csubj:pass") \
    X(DEP, "dep") \
    X(DET, "det") \
    X(DET_PREDET, "det:predet") \
    X(DISCOURSE, "discourse") \
    X(DISLOCATED, "dislocated") \
    X(EXPL, "expl") \
    X(FIXED, "fixed") \
    X(FLAT, "flat") \
    X(GOESWITH, "goeswith") \
    X(IOBJ, "iobj") \
    X(LIST, "list") \
    X(MARK, "mark") \
    X(NMOD, "nmod") \
    X(NMOD_DESC, "nmod:desc") \
    X(NMOD_NPMOD, "nmod:npmod") \
    X(NMOD_POSS, "nmod:poss") \
    X(NMOD_UNMARKED, "nmod:unmarked") \
    X(NSUBJ, "nsubj") \
    X(NSUBJ_OUTER, "nsubj:outer") \
    X(NSUBJ_PASS, "nsubj:pass") \
    X(NUMMOD, "nummod") \
    X(OBJ, "obj") \
    X(OBL, "obl") \
    X(OBL_AGENT, "obl:agent") \
    X(OBL_NPMOD, "obl:npmod") \
    X(OBL_TMOD, "obl:tmod") \
    X(OBL_UNMARKED, "obl:unmarked") \
    X(ORPHAN, "orphan") \
    X(PARATAXIS, "parataxis") \
    X(PUNCT, "punct") \
    X(REPARANDUM, "reparandum") \
    X(ROOT, "root") \
    X(VOCATIVE, "vocative") \
    X(XCOMP, "xcomp")

typedef enum dtl_relation {
#define DTL_ITEM(name, text) DTL_REL_##name,
    DTL_RELATION_LIST(DTL_ITEM)
#undef DTL_ITEM
    DTL_REL_COUNT
} dtl_relation;

/* "NOUN", "NNP", "nsubj:pass"; "" for a number out of range. Static strings. */
const char *dtl_upos_name(unsigned upos);
const char *dtl_xpos_name(unsigned xpos);
const char *dtl_relation_name(unsigned relation);
/* The relation without its subtype: nsubj:pass -> nsubj. */
dtl_relation dtl_relation_universal(unsigned relation);
#endif
