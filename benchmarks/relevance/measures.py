"""Runs → figures, and whether a difference between two runs may be chance."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import ir_measures
import numpy as np
from ir_measures import RR, Measure, R, ScoredDoc, nDCG
from scipy.stats import permutation_test

from benchmarks.relevance.collections import Collection
from benchmarks.relevance.runs import DEPTH, Run

MEASURES: Mapping[str, Measure] = {"nDCG@10": nDCG @ 10, "MRR": RR @ DEPTH, "R@100": R @ DEPTH}

RESAMPLES = 9_999


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run is worth.

    Args:
        means: the mean of each measure over all queries.
        nothing: how many queries found nothing.
        by_query: the decisive measure, query by query, in the collection's order.
    """

    means: Mapping[str, float]
    nothing: int
    by_query: tuple[float, ...]


def measure(collection: Collection, run: Run) -> Figures:
    """The figures of a run; a query without a result counts as 0."""
    qrels = {query: dict.fromkeys(ids, 1) for query, ids in sorted(collection.relevant.items())}
    results = list(ir_measures.iter_calc(MEASURES.values(), qrels, list(_scored(run))))
    values = {
        name: {one.query_id: float(one.value) for one in results if one.measure == kind}
        for name, kind in MEASURES.items()
    }
    decisive = values[collection.decisive]
    return Figures(
        {name: sum(of.values()) / len(collection.queries) for name, of in values.items()},
        sum(not run.get(query) for query in collection.queries),
        tuple(decisive.get(query, 0.0) for query in collection.queries),
    )


def _scored(run: Run) -> Iterator[ScoredDoc]:
    """The run with scores that fall with the rank, so that no measure breaks ties its own way."""
    for query, documents in run.items():
        for rank, document in enumerate(documents[:DEPTH]):
            yield ScoredDoc(query, document, float(DEPTH - rank))


def chance(ours: Figures, theirs: Figures) -> float:
    """How often chance alone gives a difference as large: a paired randomisation test, two-sided.

    Of Smucker, Allan, Carterette: A comparison of statistical significance tests for information
    retrieval evaluation, CIKM 2007.
    """
    result = permutation_test(
        (np.array(ours.by_query), np.array(theirs.by_query)),
        lambda a, b, axis: np.mean(a - b, axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=RESAMPLES,
        batch=500,
        rng=0,
    )
    return float(result.pvalue)
