"""Ways to score all items for all people from who liked what, as the protocol defines them.

`liked` is [people, items] of 0 and 1 throughout.
"""

from __future__ import annotations

import numpy as np

from mien.evaluation.arrays import Numbers, RowArray
from mien.recommend.ease import ease


def ease_scores(liked: Numbers, ridge: float, side: Numbers | None = None) -> Numbers:
    """Score by EASE; `side` ([items, items]) is added to the co-occurrences."""
    gram = liked.T @ liked
    return apply_weights(liked, ease(gram if side is None else gram + side, ridge))


def apply_weights(liked: Numbers, weights: Numbers) -> Numbers:
    """Return `liked` times `weights`, summed in the order of the items so that ties stay ties."""
    scores = np.zeros((len(liked), weights.shape[1]))
    for person, row in enumerate(liked):
        for item in np.flatnonzero(row):
            scores[person] += row[item] * weights[item]
    return scores


def neighbour_scores(liked: Numbers, neighbours: int, shrinkage: float) -> Numbers:
    """Score by the cosine with the nearest items (ItemKNN)."""
    gram = liked.T @ liked
    norm = np.sqrt(np.diag(gram))
    likeness = gram / (np.outer(norm, norm) + shrinkage)
    np.fill_diagonal(likeness, 0.0)
    if len(likeness) > neighbours:
        least = np.partition(likeness, -neighbours, axis=1)[:, -neighbours, None]
        likeness[likeness < least] = 0.0
    return apply_weights(liked, likeness.T)


def profile_scores(liked: Numbers, features: Numbers) -> Numbers:
    """Score by the cosine of a person's sum of features with each item's."""
    profiles = liked @ features
    profiles = profiles / np.linalg.norm(profiles, axis=1, keepdims=True)
    length = np.linalg.norm(features, axis=1, keepdims=True)
    return np.asarray(profiles @ (features / np.where(length > 0, length, 1)).T, dtype=np.float64)


def als_scores(
    liked: Numbers, factors: int = 64, ridge: float = 20.0, alpha: float = 20.0, rounds: int = 8
) -> Numbers:
    """Score by implicit alternating least squares."""
    rng = np.random.default_rng(0)
    people = rng.normal(0, 0.01, (liked.shape[0], factors))
    items = rng.normal(0, 0.01, (liked.shape[1], factors))
    for _ in range(rounds):
        _solve(people, items, liked, ridge, alpha)
        _solve(items, people, liked.T, ridge, alpha)
    return np.asarray(people @ items.T, dtype=np.float64)


def bpr_scores(
    liked: Numbers, factors: int = 48, rate: float = 0.05, ridge: float = 0.005, rounds: int = 25
) -> Numbers:
    """Score by Bayesian personalised ranking with a bias for each item."""
    rng = np.random.default_rng(0)
    people = rng.normal(0, 0.1, (liked.shape[0], factors))
    items = rng.normal(0, 0.1, (liked.shape[1], factors))
    bias = np.zeros(liked.shape[1])
    persons, taken = np.nonzero(liked)
    for _ in range(rounds):
        order = rng.permutation(len(persons))
        for start in range(0, len(order), 512):
            chosen = order[start : start + 512]
            person, item = persons[chosen], taken[chosen]
            other = rng.integers(0, liked.shape[1], len(chosen))
            unknown = liked[person, other] == 0
            person, item, other = person[unknown], item[unknown], other[unknown]
            _bpr_step((people, items, bias), (person, item, other), rate, ridge)
    return np.asarray(people @ items.T + bias, dtype=np.float64)


def _solve(first: Numbers, second: Numbers, liked: Numbers, ridge: float, alpha: float) -> None:
    gram = second.T @ second + ridge * np.eye(second.shape[1])
    for place, row in enumerate(liked):
        taken = np.flatnonzero(row)
        if len(taken) == 0:
            first[place] = 0.0
            continue
        part = second[taken]
        first[place] = np.linalg.solve(gram + alpha * part.T @ part, (1 + alpha) * part.sum(axis=0))


def _bpr_step(
    model: tuple[Numbers, Numbers, Numbers],
    triple: tuple[RowArray, RowArray, RowArray],
    rate: float,
    ridge: float,
) -> None:
    people, items, bias = model
    person, item, other = triple
    apart = items[item] - items[other]
    margin = (people[person] * apart).sum(axis=1) + bias[item] - bias[other]
    pull = 1 / (1 + np.exp(margin))
    for_person = pull[:, None] * apart - ridge * people[person]
    for_item = pull[:, None] * people[person] - ridge * items[item]
    for_other = -pull[:, None] * people[person] - ridge * items[other]
    np.add.at(people, person, rate * for_person)
    np.add.at(items, item, rate * for_item)
    np.add.at(items, other, rate * for_other)
    np.add.at(bias, item, rate * (pull - ridge * bias[item]))
    np.add.at(bias, other, rate * (-pull - ridge * bias[other]))
