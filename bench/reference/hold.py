"""The hold model with SimPy: one process per pending event, each waiting again and again. The same durations as bench/ours/hold.ts.

Parameters: pending, events, durations: a file of nanoseconds, the first `pending` of them for the start, then one an event.
"""

from mm1 import nanoseconds
from serve import missing, serve

try:
    import simpy
except ImportError:
    missing("python3-simpy3")


def holding(environment, next_duration):
    """Waits for ever, each time for the next duration of the common table."""
    timeout = environment.timeout
    while True:
        yield timeout(next_duration())


def prepare(parameters):
    table = nanoseconds(parameters["durations"])
    pending = parameters["pending"]
    events = parameters["events"]

    def repeat(stopwatch):
        environment = simpy.Environment()
        next_duration = iter(table).__next__
        for _ in range(pending):
            environment.process(holding(environment, next_duration))
        step = environment.step
        for _ in range(pending):  # every process starts by an event of its own
            step()
        with stopwatch:
            for _ in range(events):
                step()
        return {"work": events, "digest": f"{environment.now} ns"}

    return repeat


if __name__ == "__main__":
    serve(prepare)
