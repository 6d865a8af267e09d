"""M/M/1 in event style with SimPy: two callbacks, no processes. The same customers as bench/ours/mm1.ts, in whole nanoseconds.

Parameters: gaps, services: files of nanoseconds, one a customer.
"""

from array import array
from collections import deque
from os.path import getsize

from serve import missing, serve

try:
    import simpy
except ImportError:
    missing("python3-simpy3")


def nanoseconds(path):
    """The doubles of a raw little-endian file, as Python integers."""
    values = array("d")
    with open(path, "rb") as file:
        values.fromfile(file, getsize(path) // 8)
    return [int(value) for value in values]


def total_wait(gaps, services):
    """Nanoseconds that all customers waited before their service began."""
    environment = simpy.Environment()
    timeout = environment.timeout
    next_gap = iter(gaps).__next__
    next_service = iter(services).__next__
    waiting = deque()
    waited = 0
    busy = False
    to_come = len(gaps)

    def arrive(_):
        nonlocal busy, to_come
        to_come -= 1
        if to_come:
            timeout(next_gap()).callbacks.append(arrive)
        if busy:
            waiting.append(environment.now)
        else:
            busy = True
            timeout(next_service()).callbacks.append(depart)

    def depart(_):
        nonlocal busy, waited
        if waiting:
            waited += environment.now - waiting.popleft()
            timeout(next_service()).callbacks.append(depart)
        else:
            busy = False

    timeout(next_gap()).callbacks.append(arrive)
    environment.run()
    return waited


def prepare(parameters):
    gaps = nanoseconds(parameters["gaps"])
    services = nanoseconds(parameters["services"])

    def repeat(stopwatch):
        with stopwatch:
            waited = total_wait(gaps, services)
        return {"work": len(gaps), "digest": f"{waited} ns waited"}

    return repeat


if __name__ == "__main__":
    serve(prepare)
