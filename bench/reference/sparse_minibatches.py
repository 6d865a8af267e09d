"""The mini-batch epoch of bench/ours/sparse-epoch.ts, done plainly with scipy: a second opinion on its result, not a rival in speed.

Worker m of M has the examples m, m + M, m + 2M, … and takes them in that order, in mini-batches, from zero.

Parameters: folder, features (see sparse_data.py), workers, batchSize, learningRate.
"""

from serve import missing, serve

try:
    import numpy

    from sparse_data import sparse_data
except ImportError:
    missing("python3-sklearn")


def one_epoch(rows, labels, batch_size, learning_rate):
    """Parameters of one worker after its examples."""
    weights = numpy.zeros(rows.shape[1])
    for start in range(0, len(labels), batch_size):
        batch, wanted = rows[start : start + batch_size], labels[start : start + batch_size]
        slopes = -wanted / (1.0 + numpy.exp(wanted * (batch @ weights)))
        touched = numpy.unique(batch.indices)
        weights[touched] -= learning_rate * ((batch.T @ slopes)[touched] / len(wanted))
    return weights


def prepare(parameters):
    rows, labels = sparse_data(parameters["folder"], parameters["features"])
    workers = parameters["workers"]

    def repeat(stopwatch):
        squared_norm = 0.0
        for worker in range(workers):
            own, wanted = rows[worker::workers], labels[worker::workers]
            with stopwatch:
                weights = one_epoch(own, wanted, parameters["batchSize"], parameters["learningRate"])
            squared_norm += float(weights @ weights)
        return {
            "work": len(labels),
            "digest": repr(squared_norm),
            "facts": {"squaredNorm": squared_norm},
        }

    return repeat


if __name__ == "__main__":
    serve(prepare)
