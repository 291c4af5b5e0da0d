#!/usr/bin/env python3
"""Trains the model that tells the Bloom level of learning outcomes in English.

    train.py --features PROGRAM --data CSV --output rules/models/bloom-en.yaml

PROGRAM is `outcome-features`, which makes features of outcomes by the code that the linter uses and
says which outcomes are held out; those are never looked at here. The same data gives the same bytes.
"""

import argparse
import base64
import csv
import hashlib
import subprocess

import numpy as np
import scipy.sparse as sparse
from scipy.optimize import minimize_scalar
from sklearn.svm import LinearSVC

LANGUAGE = "en"
CONJUNCTIONS = ["and", "or"]
LEVELS = ["remember", "understand", "apply", "analyze", "evaluate", "create"]
# Chosen by cross-validation on the outcomes that are not held out.
COST = 0.15
REFIT_COST = 0.075
FEATURES = 4500
FOLDS = 5
# The threshold is the least one, in steps of 0.05, above which this share is right in
# cross-validation: one in twenty may be wrong.
TOLD_ACCURACY = 0.95
RECORDS_PER_LINE = 8


def read_outcomes(program, path):
    """The features, level and key of every outcome with one level that is not held out."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    # The program reads an outcome a line.
    texts = [" ".join(row["text"].splitlines()) for row in rows]
    output = subprocess.run(
        [program, LANGUAGE, ",".join(CONJUNCTIONS)],
        input="\n".join(texts) + "\n", capture_output=True, check=True, encoding="utf-8",
    ).stdout.splitlines()
    if len(output) != len(rows):
        raise SystemExit(f"train: {len(rows)} outcomes gave {len(output)} lines of features")
    seen, outcomes = set(), []
    for row, line in zip(rows, output):
        key, held_out, *features = line.split()
        labels = [index for index, level in enumerate(LEVELS) if row[level] == "1"]
        if key in seen:
            continue
        seen.add(key)
        if held_out == "0" and len(labels) == 1:
            outcomes.append((np.array(features, dtype=np.int64), labels[0], int(key, 16)))
    return outcomes


def vocabulary(outcomes):
    """The features of at least two outcomes, in rising order."""
    present = np.concatenate([np.unique(features) for features, _, _ in outcomes])
    known, counts = np.unique(present, return_counts=True)
    return known[counts >= 2]


def matrix(outcomes, known):
    """How often each known feature occurs in each outcome."""
    columns, values, ends = [], [], [0]
    for features, _, _ in outcomes:
        found, counts = np.unique(features, return_counts=True)
        places = np.minimum(np.searchsorted(known, found), len(known) - 1)
        is_known = known[places] == found
        columns.append(places[is_known])
        values.append(counts[is_known].astype(float))
        ends.append(ends[-1] + int(is_known.sum()))
    return sparse.csr_matrix(
        (np.concatenate(values), np.concatenate(columns), ends),
        shape=(len(outcomes), len(known)))


def fit(counts, levels, cost):
    """Weights and biases of one linear machine a level against all others."""
    machines = [
        LinearSVC(C=cost, random_state=0, max_iter=10_000).fit(counts, levels == level)
        for level in range(len(LEVELS))
    ]
    return (np.array([machine.coef_[0] for machine in machines]),
            np.array([machine.intercept_[0] for machine in machines]))


def train(outcomes):
    """The best features with their weights as whole numbers, the scale of those, and biases."""
    levels = np.array([level for _, level, _ in outcomes])
    known = vocabulary(outcomes)
    counts = matrix(outcomes, known)
    weights, _ = fit(counts, levels, COST)
    spread = ((weights - weights.mean(axis=0)) ** 2).sum(axis=0)
    worth = spread * np.sqrt(np.asarray((counts > 0).sum(axis=0)).ravel())
    known = np.sort(known[np.argsort(-worth, kind="stable")[:FEATURES]])
    weights, biases = fit(matrix(outcomes, known), levels, REFIT_COST)
    scale = float(f"{np.abs(weights).max() / 127:.6g}")
    whole = np.clip(np.rint(weights / scale), -127, 127).astype(np.int8)
    return known, whole, scale, np.round(biases, 4)


def scores(outcomes, model):
    known, whole, scale, biases = model
    return matrix(outcomes, known) @ (whole.astype(float) * scale).T + biases


def probabilities(values, temperature):
    values = values / temperature
    powers = np.exp(values - values.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def calibrate(outcomes):
    """Temperature and threshold by cross-validation, with the accuracy that it gives."""
    folds = np.array([(key >> 20) % FOLDS for _, _, key in outcomes])
    levels = np.array([level for _, level, _ in outcomes])
    values = np.zeros((len(outcomes), len(LEVELS)))
    for fold in range(FOLDS):
        model = train([outcome for outcome, own in zip(outcomes, folds) if own != fold])
        values[folds == fold] = scores(
            [outcome for outcome, own in zip(outcomes, folds) if own == fold], model)

    def surprise(temperature):
        right = probabilities(values, temperature)[np.arange(len(levels)), levels]
        return -np.log(np.maximum(right, 1e-300)).mean()

    temperature = round(minimize_scalar(surprise, bounds=(0.05, 5), method="bounded").x, 3)
    given = probabilities(values, temperature)
    is_right = given.argmax(axis=1) == levels
    for step in range(20):
        threshold = round(step * 0.05, 2)
        if is_right[given.max(axis=1) >= threshold].mean() >= TOLD_ACCURACY:
            return temperature, threshold, is_right.mean()
    raise SystemExit(f"train: no threshold gives an accuracy of {TOLD_ACCURACY}")


HEADER = """\
# What tells the level of a learning outcome in English from its words. Made by
# Tools/train-bloom/train.py; do not edit.
#
# The table is Base64 of {size} bytes for each of {count} features in rising order: 3 bytes with the
# hash of the feature, the highest first, then a signed byte with its weight for each level. The score
# of a level is its bias and `scale` times the weights of all features of the outcome, each as often
# as it occurs; the confidence is the softmax of the scores divided by `temperature`.
#
# A feature is a kind and one or two words after it, as a hash: FNV-1a in steps of 64 bits over the
# kind's number and the FNV-1a hash of each word (64 bits; lower case, -ise and -yse as -ize and
# -yze), times 0x9e3779b97f4a7c15, of which the upper {bits} bits are kept. Kinds: 0 a word; 1 two
# neighbours, with 0 for the border of a sentence; 2 the action verb; 3 the verb and the next word;
# 4, 5, 6 the first, second, third word after it; 7 each of the six words after it; 8 the verb with
# each of those; 9 a word after a conjunction; 10 a word after a comma; 11 the verb with a word
# after a conjunction. The verb is the first that the reader of outcomes finds, in its base form,
# else the first word after the lead-ins. No sentence can be had back from the hashes.
#
# Trained with the {trained} outcomes of one level that are not held out: one in five is, by the hash
# of its words. One linear machine (squared hinge loss, cost {cost}) for each level against all
# others over {all} features that two outcomes or more have; the best {count} by the spread of their
# weights times the root of the number of outcomes they occur in, trained once more with cost
# {refit}, weights rounded to whole numbers. In cross-validation over {folds} parts, {accuracy:.3f} of
# the levels are right; temperature and threshold come from there: from {threshold} on, at least
# {told} of the levels that are told are right, which is chosen by the project.
model: 1
name: bloom-en
about: >-
  Level of Bloom's revised taxonomy of a learning outcome in English. Trained with the outcomes of
  one university and its habits of labelling: what it says is agreement with those.
language: en
sources:
  outcomes:
    title: >-
      Li, Rakovic, Poh, Gasevic, Chen: Automatic Classification of Learning Objectives Based on
      Bloom's Taxonomy, EDM 2022, pp. 530-537
    url: https://doi.org/10.5281/zenodo.6853191
    note: "Data: github.com/SteveLEEEEE/EDM2022CLO, commit 597963c; SHA-256 of the table used: {digest}"
"""


def write_model(path, model, calibration, outcomes, digest):
    known, whole, scale, biases = model
    temperature, threshold, accuracy = calibration
    records = b"".join(
        int(feature).to_bytes(3, "big") + whole[:, place].tobytes()
        for place, feature in enumerate(known))
    step = RECORDS_PER_LINE * (3 + len(LEVELS))
    lines = [base64.b64encode(records[start:start + step]).decode()
             for start in range(0, len(records), step)]
    text = HEADER.format(
        size=3 + len(LEVELS), count=len(known), bits=24, trained=len(outcomes), cost=COST,
        all=len(vocabulary(outcomes)), refit=REFIT_COST, folds=FOLDS, accuracy=accuracy,
        threshold=threshold, told=TOLD_ACCURACY, digest=digest)
    text += f"levels: [{', '.join(LEVELS)}]\n"
    text += f"features: 1\nbits: 24\nconjunctions: [{', '.join(CONJUNCTIONS)}]\n"
    text += f"scale: {scale}\nbiases: [{', '.join(f'{bias:.4f}' for bias in biases)}]\n"
    text += f"temperature: {temperature}\nthreshold: {threshold}\ncount: {len(known)}\n"
    text += "table:\n" + "".join(f"  - {line}\n" for line in lines)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--features", required=True, help="the program outcome-features")
    parser.add_argument("--data", required=True, help="table of outcomes with their levels")
    parser.add_argument("--output", required=True, help="the file of the model")
    options = parser.parse_args()
    with open(options.data, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    outcomes = read_outcomes(options.features, options.data)
    calibration = calibrate(outcomes)
    model = train(outcomes)
    write_model(options.output, model, calibration, outcomes, digest)
    print(f"{len(outcomes)} outcomes, {len(model[0])} features; temperature {calibration[0]}, "
          f"threshold {calibration[1]}, cross-validated accuracy {calibration[2]:.4f}")


if __name__ == "__main__":
    main()
