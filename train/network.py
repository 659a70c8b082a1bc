#!/usr/bin/env python3
"""Trains the network of src/parse/network.c: numbers of dateline-train in, weights in whole numbers out.

    network.py LIBRECURRENCE.so IN.words OUT.network

First two networks that learn from one half of the sentences each give tags to the other half (OUT.network.tags: names are learnt from tags with
the errors that running text has); then the network proper learns from all. Needs python3-torch (Debian); single-threaded, from
one seed, so that the same machine gives the same bytes. Nothing of this runs when dateline reads reports.

The loss is the sum of cross entropies of heads, relations and half those of the two tag sets. A word loses its own row now and then (the rarer
the oftener) to teach how to read unknown words; one sentence in eight is read in Title Case, in capitals or in small letters;
one word in 25 is given its tag as a hint, which is how rules can tell the network what they know.
"""
import ctypes
import random
import struct
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

# As in src/model/attributes.h and src/parse/network.h.
ROWS_HINT = (1 << 14) * 2 + (1 << 10) + 192
ROWS_START, ROWS_UNKNOWN, ROWS_WORD = ROWS_HINT + 64, ROWS_HINT + 65, ROWS_HINT + 66
TAGS, UPOS, RELATIONS, ALIGNMENT, DENSE_BITS, LOGIT_BITS, DENSE_BLOCK, SCALE_BITS = 80, 56, 64, 64, 11, 9, 16, 13
DISTANCES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 30, 45, 70]

WIDTH, LAYERS, ARC, LABEL = 192, 3, 64, 96
SEED, EPOCHS, HALF_EPOCHS, BATCH, RATE, DROPOUT = 20261122, 24, 9, 800, 2e-3, 0.2
LONGEST, RECASED, HINTED, HIDDEN = 120, 0.12, 0.04, 0.5


class Text:
    """forms: rows of each form; sentences: [word][tag, tag, head, relation, form in four spellings], the `treebank` first as they stand there."""

    def __init__(self, path):
        with open(path, encoding="ascii") as lines:
            self.relations, self.xpos, self.upos, self.rows, self.treebank = map(int, next(lines).split())
            self.forms, self.sentences, sentence = [], [], []
            for line in iter(lambda: next(lines).strip(), ""):
                self.forms.append(np.array(line.split(), dtype=np.int64))
            for line in lines:
                if line.strip():
                    sentence.append([int(n) for n in line.split()])
                else:
                    self.sentences.append(np.array(sentence))
                    sentence = []
        self.counts = np.zeros(self.rows, dtype=np.int64)
        for words in self.sentences[:self.treebank]:
            for form in words[:, 4]:
                self.counts[self.forms[form][0]] += 1


class Recurrence(torch.autograd.Function):
    """recurrence.c as a step of the network."""
    library = None

    @staticmethod
    def call(name, sizes, tensors):
        getattr(Recurrence.library, name)(*(ctypes.c_long(n) for n in sizes), *(ctypes.c_void_p(t.data_ptr()) for t in tensors))

    @staticmethod
    def forward(ctx, z, f, r, x, m, present):
        inputs = [t.contiguous() for t in (z, f, r, x, m, present)]
        c, out = torch.empty_like(inputs[0]), torch.empty_like(inputs[0])
        times, sentences, width = z.shape
        Recurrence.call("recurrence_forward", (times, sentences, width // 2), inputs + [c, out])
        ctx.save_for_backward(*inputs, c)
        return out

    @staticmethod
    def backward(ctx, dout):
        z, f, r, x, m, present, c = ctx.saved_tensors
        times, sentences, width = z.shape
        gradients = [torch.empty_like(z) for _ in range(4)] + [torch.empty_like(m), torch.empty(sentences, width)]
        Recurrence.call("recurrence_backward", (times, sentences, width // 2), [z, f, r, x, m, present, c, dout.contiguous()] + gradients)
        return tuple(gradients[:5]) + (None,)


def distance_classes():
    """Class of a head's distance, from -LONGEST to LONGEST, as distance_class() in network.c."""
    classes, middle = [], len(DISTANCES)
    for distance in range(-LONGEST - 10, LONGEST + 11):
        found = max(i for i, bound in enumerate(DISTANCES) if bound <= abs(distance))
        classes.append(middle + found if distance > 0 else middle - found)
    return torch.tensor(classes)


class Network(nn.Module):
    def __init__(self, text):
        super().__init__()
        self.rows = nn.EmbeddingBag(text.rows, WIDTH, mode="sum", sparse=True)
        nn.init.normal_(self.rows.weight, std=0.1)
        self.rows.weight.data[1 << 14:1 << 15] *= 0.5  # grams: there are many to a word
        self.layers = nn.ModuleList(nn.Linear(WIDTH, 3 * WIDTH) for _ in range(LAYERS))
        self.memory = nn.ParameterList(nn.Parameter(torch.zeros(2, WIDTH)) for _ in range(LAYERS))
        for layer in self.layers:
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)
            layer.bias.data[WIDTH:2 * WIDTH] = 0.5
        self.arc_head, self.arc_dependent, self.arcs = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC), nn.Linear(ARC, ARC)
        self.label_head, self.label_dependent = nn.Linear(WIDTH, LABEL), nn.Linear(WIDTH, LABEL)
        self.labels, self.xpos, self.upos = nn.Linear(LABEL, text.relations), nn.Linear(WIDTH, text.xpos), nn.Linear(WIDTH, text.upos)
        nn.init.normal_(self.arcs.weight, std=0.05)
        self.head_bias, self.distance = nn.Parameter(torch.randn(ARC) * 0.05), nn.Parameter(torch.zeros(2 * len(DISTANCES) + 1))
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.1)
        self.register_buffer("classes", distance_classes(), persistent=False)

    def drop(self, x, share=1.0):
        return F.dropout(x, DROPOUT * share, self.training)

    def read(self, batch):
        """[time, sentence, WIDTH]: every word as the layers see it."""
        present = batch["present"]
        x = self.rows(batch["rows"], batch["begins"]).view(*present.shape, WIDTH)
        x = self.drop(x) * present.unsqueeze(-1)
        for layer, memory in zip(self.layers, self.memory):
            z, f, r = layer(x).chunk(3, -1)
            x = self.drop(Recurrence.apply(z, f, r, x, memory, present)) * present.unsqueeze(-1)
        return x

    def score_heads(self, x, present):
        """All words with the root in front, and scores [sentence, dependent, head]; head 0 is the root."""
        times, sentences, _ = x.shape
        words = torch.cat([self.root.expand(1, sentences, WIDTH), x])
        heads = self.drop(F.relu(self.arc_head(words)), 0.6)
        sought = self.arcs(self.drop(F.relu(self.arc_dependent(x)), 0.6))
        scores = torch.einsum("tsa,hsa->sth", sought, heads) + (heads @ self.head_bias).t().unsqueeze(1)
        to, at = torch.arange(times + 1).unsqueeze(0) - 1, torch.arange(times).unsqueeze(1)
        scores = scores + self.distance[self.classes[to - at + LONGEST + 10]].masked_fill(to == -1, 0)
        room = torch.cat([torch.ones(1, sentences), present]).t().unsqueeze(1)
        return words, scores.masked_fill((room == 0) | (to == at).unsqueeze(0), -1e4)

    def score_labels(self, words, x, heads):
        of_heads = self.label_head(words).gather(0, heads.t().unsqueeze(-1).expand(-1, -1, LABEL))
        return self.labels(self.drop(F.relu(of_heads + self.label_dependent(x)), 0.6))

    def loss(self, batch):
        def entropy(scores, gold):
            return F.cross_entropy(scores.reshape(-1, scores.shape[-1]), gold.reshape(-1), ignore_index=-1)
        x = self.read(batch)
        words, scores = self.score_heads(x, batch["present"])
        labels = self.score_labels(words, x, batch["heads"].clamp(min=0))
        return (entropy(scores, batch["heads"]) + entropy(labels, batch["relations"]) +
                0.5 * entropy(self.xpos(x), batch["xpos"]) + 0.5 * entropy(self.upos(x), batch["upos"]))


def make_batch(text, sentences, letters=0, teach=False):
    """Sentences side by side. letters: which of the four spellings; teach: hide words, give hints, change letters by chance."""
    times, count = max(map(len, sentences)), len(sentences)
    gold = {name: np.full((times, count), -1) for name in ("xpos", "upos", "heads", "relations")}
    present, words = np.zeros((times, count), dtype=np.float32), [[[] for _ in range(count)] for _ in range(times)]
    for s, sentence in enumerate(sentences):
        spelling = random.randint(1, 3) if teach and random.random() < RECASED else letters
        size = len(sentence)
        present[:size, s] = 1
        gold["xpos"][:size, s], gold["upos"][:size, s] = sentence[:, 0], sentence[:, 1]
        gold["heads"][:size, s], gold["relations"][:size, s] = sentence[:, 2], sentence[:, 3]
        for t, word in enumerate(sentence):
            rows = text.forms[word[4 + spelling]]
            extra = [ROWS_START] if t == 0 else []
            if teach:
                if rows[0] >= ROWS_WORD and random.random() < HIDDEN / (HIDDEN + text.counts[rows[0]]):
                    rows = np.concatenate([[ROWS_UNKNOWN], rows[1:]])
                if random.random() < HINTED:
                    extra.append(ROWS_HINT + word[0])
            words[t][s] = np.concatenate([rows, extra]).astype(np.int64) if extra else rows
    flat = [rows for time_step in words for rows in time_step]
    begins = np.concatenate([[0], np.cumsum([len(rows) for rows in flat])[:-1]])
    batch = {name: torch.from_numpy(values) for name, values in gold.items()}
    batch["heads"] = batch["heads"].t().contiguous()
    empty = np.zeros(0, dtype=np.int64)
    batch.update(present=torch.from_numpy(present), begins=torch.from_numpy(begins),
                 rows=torch.from_numpy(np.concatenate([rows if len(rows) else empty for rows in flat])))
    return batch


def batches(sentences, size, shuffled):
    """Lists of sentence numbers of like length, of at most `size` words with what fills them up."""
    order = sorted(range(len(sentences)), key=lambda i: (len(sentences[i]), random.random() if shuffled else i))
    out, current = [], []
    for i in order:
        if current and (len(current) + 1) * len(sentences[i]) > size:
            out.append(current)
            current = []
        current.append(i)
    out.append(current)
    if shuffled:
        random.shuffle(out)
    return out


def train(text, sentences, epochs, name):
    random.seed(SEED)
    torch.manual_seed(SEED)
    sentences = [s for s in sentences if len(s) <= LONGEST]
    network = Network(text)
    sparse, dense = [network.rows.weight], [p for n, p in network.named_parameters() if n != "rows.weight"]
    optimizers = [torch.optim.Adam(dense, lr=RATE, betas=(0.9, 0.95)), torch.optim.SparseAdam(sparse, lr=RATE, betas=(0.9, 0.95))]
    steps, step, start = epochs * len(batches(sentences, BATCH, True)), 0, time.time()
    for epoch in range(epochs):
        total, order = 0.0, batches(sentences, BATCH, True)
        for numbers in order:
            step += 1
            rate = RATE * min(1, step / 300) * max(0.0, 1 - step / steps) ** 0.7 + 1e-5
            for optimizer in optimizers:
                for group in optimizer.param_groups:
                    group["lr"] = rate
                optimizer.zero_grad()
            loss = network.loss(make_batch(text, [sentences[i] for i in numbers], teach=True))
            loss.backward()
            nn.utils.clip_grad_norm_(dense, 5.0)
            for optimizer in optimizers:
                optimizer.step()
            total += loss.item()
        print(f"{name} epoch {epoch + 1}: loss {total / len(order):.4f}, {time.time() - start:.0f} s", file=sys.stderr, flush=True)
    return network.eval()


def predict_tags(text, network, numbers, out):
    """Tags of these sentences in all four spellings, into out[sentence][word][spelling]."""
    with torch.no_grad():
        chosen = [text.sentences[i] for i in numbers]
        for letters in range(4):
            for group in batches(chosen, 4 * BATCH, False):
                x = network.read(make_batch(text, [chosen[i] for i in group], letters))
                xpos, upos = network.xpos(x).argmax(-1).numpy(), network.upos(x).argmax(-1).numpy()
                for column, i in enumerate(group):
                    size = len(chosen[i])
                    out[numbers[i]][:, letters, 0], out[numbers[i]][:, letters, 1] = xpos[:size, column], upos[:size, column]


def write_tags(text, path):
    sentences = text.sentences[:text.treebank]
    tags = [np.zeros((len(s), 4, 2), dtype=np.uint8) for s in sentences]
    for half in (0, 1):
        learnt = [s for i, s in enumerate(sentences) if i % 2 == half]
        predict_tags(text, train(text, learnt, HALF_EPOCHS, f"half {half}"), [i for i in range(len(tags)) if i % 2 != half], tags)
    gold = np.concatenate([s[:, :2] for s in sentences])
    said = np.concatenate(tags)
    print(f"tags of the other half right: xpos {(said[:, 0, 0] == gold[:, 0]).mean():.4f}, upos {(said[:, 0, 1] == gold[:, 1]).mean():.4f}", file=sys.stderr)
    with open(path, "wb") as out:
        out.write(said.tobytes())


class Writer:
    """The section as network_open() reads it: every part on a boundary of ALIGNMENT bytes."""

    def __init__(self):
        self.bytes = bytearray()

    def part(self, data):
        self.bytes += data
        self.bytes += b"\0" * (-len(self.bytes) % ALIGNMENT)

    def short(self, values, bits=DENSE_BITS):
        scaled = np.rint(values.detach().numpy() * (1 << bits))
        assert np.abs(scaled).max() <= 32767, "a weight does not fit"
        self.part(scaled.astype("<i2").tobytes())

    def long(self, values, bits=2 * DENSE_BITS):
        self.part(np.rint(values.detach().numpy().astype(np.float64) * (1 << bits)).astype("<i4").tobytes())

    def dense(self, weight, bias, bits=DENSE_BITS):
        """weight [outputs, inputs], both lengthened to whole blocks, in the order of dense.h, in units of 2^-bits."""
        outputs, inputs = weight.shape
        missing = -outputs % DENSE_BLOCK
        weight, bias = F.pad(weight, (0, 0, 0, missing)), F.pad(bias, (0, missing))
        worst = (weight.abs().sum(1) * 32768 + bias.abs() * (1 << DENSE_BITS)) * (1 << bits) / ((1 << 31) - (1 << 24))
        assert worst.max() < 1.1, "a sum may not fit"
        weight = weight / worst.clamp(min=1).unsqueeze(1)  # the few outputs whose sums might leave 32 bits by a hair
        self.short(weight.view(-1, DENSE_BLOCK, inputs // 2, 2).permute(0, 2, 1, 3).contiguous(), bits)
        self.long(bias, DENSE_BITS + bits)


def write_network(network, text, path):
    out = Writer()
    rows = network.rows.weight.detach().numpy()
    scales = np.clip(np.ceil(np.abs(rows).max(1) / 127 * (1 << SCALE_BITS)), 1, 255).astype(np.uint8)
    out.part(struct.pack("<5I", WIDTH, LAYERS, ARC, LABEL, text.rows))
    out.part(np.clip(np.rint(rows * (1 << SCALE_BITS) / scales[:, None]), -127, 127).astype(np.int8).tobytes())
    out.part(scales.tobytes())
    for layer, memory in zip(network.layers, network.memory):
        out.dense(layer.weight, layer.bias)
        out.short(memory)
    split = [network.arc_head, network.arc_dependent, network.label_head, network.label_dependent]
    out.dense(torch.cat([s.weight for s in split]), torch.cat([s.bias for s in split]))
    gap, rest = UPOS - text.xpos, TAGS - UPOS - text.upos
    out.dense(torch.cat([F.pad(network.xpos.weight, (0, 0, 0, gap)), F.pad(network.upos.weight, (0, 0, 0, rest))]),
              torch.cat([F.pad(network.xpos.bias, (0, gap)), F.pad(network.upos.bias, (0, rest))]), LOGIT_BITS)
    out.dense(network.arcs.weight, network.arcs.bias)
    out.dense(F.pad(network.labels.weight, (0, 0, 0, RELATIONS - text.relations)), F.pad(network.labels.bias, (0, RELATIONS - text.relations)), LOGIT_BITS)
    out.short(network.arc_head(network.root))
    out.short(network.label_head(network.root))
    assert network.head_bias.abs().sum().item() * (1 << DENSE_BITS) * 4096 < 1 << 31
    out.short(network.head_bias)
    out.long(network.distance)
    with open(path, "wb") as file:
        file.write(out.bytes)


def main():
    torch.set_num_threads(1)
    Recurrence.library = ctypes.CDLL(sys.argv[1])
    text = Text(sys.argv[2])
    print(f"{len(text.sentences)} sentences, {len(text.forms)} forms, {text.rows} rows", file=sys.stderr, flush=True)
    if "--network-only" not in sys.argv:
        write_tags(text, sys.argv[3] + ".tags")
    network = train(text, text.sentences, EPOCHS, "network")
    write_network(network, text, sys.argv[3])


if __name__ == "__main__":
    main()
