/* All numbers of the climb (commitment.c): how high, in hundredths of the scale -3 … +3, an event can still be told once a word of
 * this class stands over it. Classes are given to words by meaning, in rules/en/modality.txt; no word has a number of its own.
 * The numbers were tuned on the train and dev parts of UW's factuality set together (five folds), in steps of 20. */
#ifndef DTL_RULES_COMMITMENT_WEIGHTS_H
#define DTL_RULES_COMMITMENT_WEIGHTS_H

/* The word that tells the event, by its form; what stands on it. */
#define DTL_COMMITMENT_FORM_WEIGHTS(X) \
    X(NOUN, "noun", 280) X(PAST, "past", 300) X(PRESENT, "present", 280) X(PARTICIPLE, "participle", 300) X(GERUND, "gerund", 280) \
    X(BARE, "bare", 240) X(ADJECTIVE, "adjective", 280) X(IMPERATIVE, "imperative", 300) X(QUESTION, "question", 140) \
    X(HEADLINE_INFINITIVE, "headline_infinitive", 160) X(ANY, "any", 100) X(FEW, "few", 20) X(NO_OBJECT, "no_object", 100)

/* Words with slot=head: auxiliaries, adverbs, adjectives, conjunctions, prepositions. */
#define DTL_COMMITMENT_HEAD_WEIGHTS(X) \
    X(MAY, "may", 140) X(MIGHT, "might", 120) X(COULD, "could", 120) X(CAN, "can", 160) X(SHOULD, "should", 120) X(WOULD, "would", 180) \
    X(MUST, "must", 180) X(WILL, "will", 240) X(POSSIBLE, "possible", 120) X(PROBABLE, "probable", 200) X(HEDGE, "hedge", 240) \
    X(AHEAD, "ahead", 200) X(STOPPED, "stopped", -140) X(ALMOST, "almost", -100) X(NEVER, "never", 180) \
    X(IF, "if", 80) X(WHETHER, "whether", 120) X(UNTIL, "until", 160) X(ONCE, "once", 220) X(WITHOUT, "without", -20) X(AGAINST, "against", 140)

/* How a word hangs on one that has no class of its own. */
#define DTL_COMMITMENT_LINK_WEIGHTS(X) \
    X(PURPOSE, "purpose", 200) X(INFINITIVE_OF_NOUN, "infinitive_of_noun", 180) X(INFINITIVE_SUBJECT, "infinitive_subject", 80) \
    X(INFINITIVE, "infinitive", 160) X(FOR, "for", 240) X(TOWARDS, "towards", 260)

/* Governors, in the slots that their rows name. */
#define DTL_COMMITMENT_GOVERNOR_WEIGHTS(X) \
    X(INTENTION, "intention", 160) X(DESIRE, "desire", 140) X(EXPECTATION, "expectation", 200) X(DECISION, "decision", 220) X(PLAN, "plan", 180) \
    X(ATTEMPT, "attempt", 100) X(THREAT, "threat", 120) X(FEAR, "fear", 160) X(DEMAND, "demand", 140) X(PERMISSION, "permission", 140) \
    X(ABILITY, "ability", 140) X(CLAIMING, "claiming", 200) X(BELIEF, "belief", 200) X(EVIDENCE, "evidence", 220) X(DOUBT, "doubt", 120) \
    X(SAYING, "saying", 300) X(FACTIVE, "factive", 300) X(IMPLIES, "implies", 280) X(CAUSES, "causes", 280) X(STARTS, "starts", 280) \
    X(GOES_ON, "goes_on", 240) X(ENDS, "ends", 160) \
    X(FAILS, "fails", 160) X(REFUSES, "refuses", 260) X(UNABLE, "unable", -20) X(PREVENTS, "prevents", 0) X(ABORTS, "aborts", 100) X(DENIAL, "denial", 180)

/* Negation. The first: of the event or of what passes its polarity on ("did not manage to"); the others: of a governor that leaves
 * open what did not come about ("did not try to"), and of a word that the event only belongs to ("did not visit the site of …"). */
#define DTL_COMMITMENT_NEGATION_WEIGHTS(X) \
    X(NOT, "not", 180) X(NOT_FIRM, "not_firm", 200) X(NOT_MAY, "not_may", 100) X(NOT_MUST, "not_must", 80) X(NOT_OPEN, "not_open", 40) X(NOT_DESIRE, "not_desire", 60) \
    X(NOT_EXPECTATION, "not_expectation", 80) X(NOT_INTENTION, "not_intention", 100) X(NOT_ABILITY, "not_ability", 160) \
    X(NOT_EVIDENCE, "not_evidence", 100) X(NOT_SAID, "not_said", 80) X(TWICE, "twice", 150) X(BESIDE, "beside", 80) \
    X(BESIDE_OBJECT, "beside_object", 100) X(STOPPED_DEFINITE, "stopped_definite", 180) X(STOPPED_NOUN, "stopped_noun", -60)

/* By how many per cent a cap is lifted towards +3: for a noun under it, a definite noun, a finite clause; for what only belongs to a
 * word under it ("will announce an inquiry"), and for such a definite noun ("will announce the inquiry"); for it, what stands higher still
 * ("wants to announce an inquiry"). */
#define DTL_COMMITMENT_LIFTS(X) \
    X(NONE, 0) X(NOMINAL, 10) X(DEFINITE, 70) X(FINITE, 40) X(BELONGS, 40) X(BELONGS_DEFINITE, 60) \
    X(ABOVE, 30) X(ABOVE_DEFINITE, 70)
#endif
