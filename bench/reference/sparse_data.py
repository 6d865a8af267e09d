"""Reads the sparse examples that bench/ours/make-sparse-data.ts has written."""

from os.path import join

import numpy
from scipy.sparse import csr_matrix


def sparse_data(folder, features):
    """Examples as compressed sparse rows with 32-bit indices, which is what scikit-learn's SGD works on, and labels -1 and 1."""
    offsets = numpy.fromfile(join(folder, "offsets"), "<f8").astype(numpy.int32)
    indices = numpy.fromfile(join(folder, "indices"), "<u4").view(numpy.int32)
    values = numpy.fromfile(join(folder, "values"), "<f8")
    labels = numpy.fromfile(join(folder, "labels"), "<f8")
    rows = csr_matrix((values, indices, offsets), shape=(len(labels), features), copy=False)
    return rows, numpy.where(labels == labels.min(), -1.0, 1.0)


def objective(rows, labels, weights):
    """Mean logistic loss."""
    return float(numpy.logaddexp(0.0, -labels * (rows @ weights)).mean())
