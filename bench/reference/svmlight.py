"""Reading a text file in LIBSVM format with scikit-learn. Parameters: file."""

from hashlib import sha256
from os.path import getsize

from serve import missing, serve

try:
    import numpy
    from sklearn.datasets import load_svmlight_file
except ImportError:
    missing("python3-sklearn")


def prepare(parameters):
    path = parameters["file"]

    def repeat(stopwatch):
        with stopwatch:
            rows, labels = load_svmlight_file(path, zero_based=False)
        digest = sha256()
        for values in (
            rows.indptr.astype("<f8"),
            rows.indices.astype("<u4"),
            rows.data.astype("<f8"),
            labels.astype("<f8"),
        ):
            digest.update(numpy.ascontiguousarray(values).tobytes())
        return {"work": getsize(path) / 1e6, "digest": digest.hexdigest()[:16]}

    return repeat


if __name__ == "__main__":
    serve(prepare)
