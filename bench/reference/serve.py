"""The child's side of the protocol in bench/harness/subject.ts, for programs in Python."""

import json
import sys
import time


class Stopwatch:
    """Adds up the wall time of the blocks that it guards."""

    def __init__(self):
        self.seconds = 0.0

    def __enter__(self):
        self._start = time.perf_counter()

    def __exit__(self, *_):
        self.seconds += time.perf_counter() - self._start


def serve(prepare):
    """Prepares once, then runs a repetition for every line of standard input.

    prepare(parameters) returns repeat(stopwatch), which does the work inside `with stopwatch:` and returns a dictionary with
    `work`, `digest` and perhaps `facts`.
    """
    repeat = prepare(json.loads(sys.argv[1]) if len(sys.argv) > 1 else {})
    _print({"ready": True})
    for _ in sys.stdin:
        stopwatch = Stopwatch()
        result = repeat(stopwatch)
        _print({"seconds": stopwatch.seconds, **result})


def missing(package):
    """Says that the reference cannot run without a Debian package, and leaves."""
    _print({"missing": package})
    sys.exit(0)


def _print(answer):
    print(json.dumps(answer), flush=True)
