"""One epoch of mini-batch gradient descent for dense softmax regression with numpy, in 64 bits, without a penalty or an intercept.

Parameters: examples, labels: raw files of doubles, row by row; features, classes, batchSize, learningRate.
"""

from serve import missing, serve

try:
    import numpy
except ImportError:
    missing("python3-numpy")


def one_epoch(examples, targets, batch_size, learning_rate):
    """Parameters [features, classes] after one pass over the examples in order, from zero."""
    weights = numpy.zeros((examples.shape[1], targets.shape[1]))
    for start in range(0, len(examples), batch_size):
        batch = examples[start : start + batch_size]
        scores = batch @ weights
        scores -= scores.max(axis=1, keepdims=True)
        numpy.exp(scores, out=scores)
        scores /= scores.sum(axis=1, keepdims=True)
        scores -= targets[start : start + batch_size]
        weights -= (learning_rate / len(batch)) * (batch.T @ scores)
    return weights


def prepare(parameters):
    features, classes = parameters["features"], parameters["classes"]
    examples = numpy.fromfile(parameters["examples"], "<f8").reshape(-1, features)
    targets = numpy.eye(classes)[numpy.fromfile(parameters["labels"], "<f8").astype(int)]

    def repeat(stopwatch):
        with stopwatch:
            weights = one_epoch(examples, targets, parameters["batchSize"], parameters["learningRate"])
        squared_norm = float((weights * weights).sum())
        return {
            "work": len(examples),
            "digest": repr(squared_norm),
            "facts": {"squaredNorm": squared_norm},
        }

    return repeat


if __name__ == "__main__":
    serve(prepare)
