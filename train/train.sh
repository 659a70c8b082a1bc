#!/bin/sh
# In: a folder of treebanks. Out: a model file. From the project's root, behind ./run train, which builds and installs what is needed:
#     train/train.sh DATA_DIR OUT.model
set -eu
[ $# = 2 ] || { echo "usage: ./run train DATA_DIR OUT.model" >&2; exit 64; }
programs=build/release/train
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python=/usr/bin/python3 # Debian's, which has Debian's torch
$python train/senses.py >"$work/senses"
$python train/reword.py "$1/ud-ewt/en_ewt-ud-train.conllu" "$1/ud-gum-nonc/en_gum-nonc-train.conllu" >"$work/reworded"
"$programs/dateline-train" words "$1" "$work/senses" "$work/reworded" "$work/words"
OMP_NUM_THREADS=1 $python train/network.py "$programs/librecurrence.so" "$work/words" "$work/network"
"$programs/dateline-train" model "$1" "$work/senses" "$work/network" "$2"
