"""M/M/1 in event style with SimPy, every gap and every service drawn from Python's own generator when it is needed.

Arrival rate 0.8 and service rate 1 a second. Parameters: customers.
"""

import random
from collections import deque

from serve import missing, serve

try:
    import simpy
except ImportError:
    missing("python3-simpy3")


def total_wait(customers):
    """Seconds that all customers waited before their service began."""
    environment = simpy.Environment()
    timeout = environment.timeout
    draw = random.Random(1).expovariate
    waiting = deque()
    waited = 0.0
    busy = False
    to_come = customers

    def arrive(_):
        nonlocal busy, to_come
        to_come -= 1
        if to_come:
            timeout(draw(0.8)).callbacks.append(arrive)
        if busy:
            waiting.append(environment.now)
        else:
            busy = True
            timeout(draw(1.0)).callbacks.append(depart)

    def depart(_):
        nonlocal busy, waited
        if waiting:
            waited += environment.now - waiting.popleft()
            timeout(draw(1.0)).callbacks.append(depart)
        else:
            busy = False

    timeout(draw(0.8)).callbacks.append(arrive)
    environment.run()
    return waited


def prepare(parameters):
    customers = parameters["customers"]

    def repeat(stopwatch):
        with stopwatch:
            waited = total_wait(customers)
        mean_wait = waited / customers
        return {"work": customers, "digest": repr(waited), "facts": {"meanWait": mean_wait}}

    return repeat


if __name__ == "__main__":
    serve(prepare)
