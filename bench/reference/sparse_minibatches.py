"""The mini-batch epoch of bench/ours/sparse-epoch.ts, done plainly with scipy: a second opinion on its result, not a rival in speed.

Parameters: folder, features (see sparse_data.py), batchSize, learningRate.
"""

from serve import missing, serve

try:
    import numpy

    from sparse_data import sparse_data
except ImportError:
    missing("python3-sklearn")


def prepare(parameters):
    rows, labels = sparse_data(parameters["folder"], parameters["features"])
    batch_size = parameters["batchSize"]

    def repeat(stopwatch):
        weights = numpy.zeros(rows.shape[1])
        with stopwatch:
            for start in range(0, len(labels), batch_size):
                batch, wanted = rows[start : start + batch_size], labels[start : start + batch_size]
                slopes = -wanted / (1.0 + numpy.exp(wanted * (batch @ weights)))
                touched = numpy.unique(batch.indices)
                gradient = (batch.T @ slopes)[touched] / len(wanted)
                weights[touched] -= parameters["learningRate"] * gradient
        squared_norm = float(weights @ weights)
        return {
            "work": len(labels),
            "digest": repr(squared_norm),
            "facts": {"squaredNorm": squared_norm},
        }

    return repeat


if __name__ == "__main__":
    serve(prepare)
