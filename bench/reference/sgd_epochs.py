"""Epochs of scikit-learn's stochastic gradient descent for logistic regression, example by example, without a penalty.

Parameters: folder, features (see sparse_data.py), epochs, learningRate.

`shuffle=False` and `penalty=None` are the fastest it can be asked for. The time is that of fit(): it checks the data once,
makes the parameters, and runs the epochs, which are by far the largest part.
"""

from hashlib import sha256

from serve import missing, serve

try:
    import sklearn.linear_model

    from sparse_data import objective, sparse_data
except ImportError:
    missing("python3-sklearn")


def prepare(parameters):
    rows, labels = sparse_data(parameters["folder"], parameters["features"])
    epochs = parameters["epochs"]

    def repeat(stopwatch):
        classifier = sklearn.linear_model.SGDClassifier(
            loss="log_loss",
            penalty=None,
            fit_intercept=False,
            learning_rate="constant",
            eta0=parameters["learningRate"],
            max_iter=epochs,
            tol=None,
            shuffle=False,
        )
        with stopwatch:
            classifier.fit(rows, labels)
        weights = classifier.coef_[0]
        return {
            "work": epochs * rows.shape[0],
            "digest": sha256(weights.tobytes()).hexdigest()[:16],
            "facts": {"objective": objective(rows, labels, weights)},
        }

    return repeat


if __name__ == "__main__":
    serve(prepare)
