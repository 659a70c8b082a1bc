# dateline parse: CoNLL-U that anyone's tools read, of samples and of hostile input.
. "$DATELINE_SOURCE/tests/tap.sh"
cd "$scratch" || exit 70

# valid NAME FILE: the file is CoNLL-U with at least one sentence.
valid() {
    if awk -f "$DATELINE_SOURCE/tests/conllu.awk" "$2" >faults && grep -q '^[1-9][0-9]* [1-9]' faults; then ok "$1"; else not_ok "$1" "$(head -5 faults)"; fi
}

# --- the check itself can fail
sound='# sent_id = a-1\n# text = Guards fled\n1\tGuards\tguard\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t2:nsubj\tStart=0\n2\tfled\tflee\tVERB\tVBD\t_\t0\troot\t0:root\tStart=7\n\n'
printf "$sound" >sound.conllu
valid "a sound sentence is let through" sound.conllu
for wrong in 's/\t0\troot/\t0\tdep/' 's/\t2\tnsubj/\t0\troot/' 's/\t0\troot/\t1\tobj/' 's/\t2\tnsubj/\t3\tnsubj/' 's/^2/3/' 's/Guards fled/Guards  fled/' \
    's/guard\t/\t/' 's/Number=Plur/Tense=Past|Number=Plur/' 's/sent_id/sent/' 's/NOUN/NOUNS/' 's/2:nsubj/3:nsubj/' 's/2:nsubj/0:root/' 's/2:nsubj/2:nsubj|1:obj/' 's/Start=0/Start=0|SpaceAfter=No/'; do
    sed "$wrong" sound.conllu >wrong.conllu
    if awk -f "$DATELINE_SOURCE/tests/conllu.awk" wrong.conllu >faults; then not_ok "a fault is found: $wrong" "$(cat faults)"; else ok "a fault is found: $wrong"; fi
done

# --- one sentence from a pipe
echo "Gunmen killed two guards in Herat." >one.txt
run "$DATELINE" parse - <one.txt
same "one sentence: exit code" 0 $rc
same "one sentence: nothing is said beside it" "" "$err"
has "one sentence: its document" "$out" '^# newdoc id = stdin$'
has "one sentence: its id" "$out" '^# sent_id = stdin-1$'
has "one sentence: its text" "$out" '^# text = Gunmen killed two guards in Herat\.$'
tab=$(printf '\t')
has "a noun" "$out" "^1${tab}Gunmen${tab}gunman${tab}NOUN${tab}NNS${tab}Number=Plur${tab}2${tab}nsubj${tab}2:nsubj${tab}End=6\|Start=0$"
has "a verb" "$out" "^2${tab}killed${tab}kill${tab}VERB${tab}VBD${tab}Mood=Ind\|Number=Plur\|Person=3\|Tense=Past\|VerbForm=Fin${tab}0${tab}root"
has "a name and its place" "$out" "^6${tab}Herat${tab}.*Name=B-LOC\|Place=place:AFG:herat:herat\|SpaceAfter=No\|Start=28$"
printf 'Karim Gul, a spokesman for the Taliban, said the raid had failed.\n' | "$DATELINE" parse - >names.conllu
valid "names: valid" names.conllu
has "a person's name begins" "$(cat names.conllu)" "^1${tab}Karim${tab}.*${tab}Actor=person:karim\\\\sgul\|End=5\|Name=B-PER\|Start=0$"
has "a person's name goes on" "$(cat names.conllu)" "^2${tab}Gul${tab}.*${tab}End=9\|Name=I-PER\|SpaceAfter=No"
has "a group is linked" "$(cat names.conllu)" "Taliban${tab}.*Actor=taliban\|.*Name=B-ORG"

printf 'They wanted to leave. They saw the guards who fled.\n' | "$DATELINE" parse - >arcs.conllu
valid "arcs beyond the tree: valid" arcs.conllu
has "arcs beyond the tree: the subject of an infinitive" "$(cat arcs.conllu)" "^1${tab}They${tab}.*${tab}2${tab}nsubj${tab}2:nsubj\|4:nsubj${tab}"
has "arcs beyond the tree: a relative pronoun" "$(cat arcs.conllu)" "^5${tab}who${tab}.*${tab}6${tab}nsubj${tab}4:ref${tab}"

# --- all kinds of input
"$DATELINE" parse --quiet "$DATELINE_SOURCE/samples" >samples.conllu
valid "the samples" samples.conllu
same "every sample is there" "$("$DATELINE" code --quiet "$DATELINE_SOURCE/samples" | wc -l)" "$(grep -c '^# newdoc' samples.conllu)"
for jobs in 1 3; do
    "$DATELINE" parse --quiet --jobs $jobs "$DATELINE_SOURCE/samples" >jobs.conllu
    same_file "--jobs $jobs gives the same bytes" samples.conllu jobs.conllu
done
mkdir a b
cp one.txt a/story.txt
cp one.txt b/story.txt
cp one.txt "b/a story.txt"
"$DATELINE" parse a b >twice.conllu
valid "files of one name: every id is single" twice.conllu
has "files of one name: the second has a number" "$(cat twice.conllu)" '^# sent_id = story.txt.2-1$'
cp one.txt a/story.txt.2
mkdir c d e
for folder in c d e; do cp one.txt $folder/story.txt; done
"$DATELINE" parse --quiet --input text a a/story.txt.2 b c d e >many.conllu
valid "six files of three names: every id is single" many.conllu
same "a number that a file bears already is left out" "story.txt story.txt.2 story.txt.3 story.txt.4 story.txt.5 story.txt.6" \
    "$(sed -n 's/^# newdoc id = \(story.*\)/\1/p' many.conllu | sort | tr '\n' ' ' | sed 's/ $//')"
has "a blank in a file's name" "$(cat twice.conllu)" '^# newdoc id = a_story.txt$'
run "$DATELINE" parse gone.txt one.txt
same "a file that is not there: exit code" 66 $rc
has "a file that is not there: the other is parsed" "$out" '^# sent_id = one.txt-1$'

# --- nothing is left out
printf 'By Jane Doe\n\n- Two guards died.\n\nShare this article\nRead more\n' >furniture.txt
"$DATELINE" parse --plain furniture.txt >plain.conllu
valid "--plain: valid" plain.conllu
same "--plain: every sign of the text, in order" "$(tr -d ' \n' <furniture.txt)" "$(sed -n 's/^# text = //p' plain.conllu | tr -d ' \n')"
printf 'GUNMEN KILLED TWO GUARDS AT A CHECKPOINT NEAR THE OLD MARKET ON MONDAY, THE POLICE SAID. NOBODY CLAIMED THE ATTACK, WHICH CAME BEFORE DAWN AS THE GUARDS SLEPT IN A HUT BESIDE THE ROAD.\n' >capitals.txt
"$DATELINE" parse --quiet capitals.txt >capitals.conllu
valid "a report in capitals: valid" capitals.conllu
has "a report in capitals: words stand as they are written" "$(cat capitals.conllu)" "^2${tab}KILLED${tab}kill${tab}VERB"

# --- hostile text
printf 'Two a|b guards\tleft = the \\n post _ and #1 said\302\240no \342\200\250 here\342\200\213now.\r\n# text = not a comment, the guard said.\r\n1\t2\t3\t4\t5\t6\t7\t8\t9\t10 of them.\r\n' >signs.txt
printf 'Cafe\314\201 owners in Bogota\314\201 fled; \360\237\230\200 \330\247\331\204\331\202\330\247\330\271\330\257\330\251 said so, \314\201 too. The \302\205 guards left.\n' >marks.txt
awk 'BEGIN { printf "Guards said"; for (i = 0; i < 6000; i++) printf " that the guard %d left and", i; print " fled." }' >endless.txt
awk 'BEGIN { printf "Guards "; for (i = 0; i < 20000; i++) printf "\""; print " fled." }' >quotes.txt
awk 'BEGIN { printf "Guards said "; for (i = 0; i < 200000; i++) printf "x"; print " and fled." }' >token.txt
awk 'BEGIN { for (i = 0; i < 3000; i++) printf "( [ \" - "; print "" }' >brackets.txt
awk 'BEGIN { for (i = 0; i < 3000; i++) print "Guards of the post fled" }' >lines.txt
for file in signs marks endless quotes token brackets lines; do
    for way in "" --plain; do
        "$DATELINE" parse --quiet $way $file.txt >$file.conllu
        valid "$file.txt $way" $file.conllu
    done
done
has "letters and marks are put together" "$(cat marks.conllu)" "$(printf '\tCaf\303\251\t')"
finish
