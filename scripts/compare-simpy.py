"""Cards that send one message at a time and receive one at a time, in SimPy, on whole nanoseconds. See compare-simpy.ts."""
import json
import math
import sys

import simpy


def nanoseconds(seconds):
    return math.floor(seconds * 1e9 + 0.5)


given = json.load(sys.stdin)
env = simpy.Environment()
sending = {worker: simpy.Resource(env, capacity=1) for worker, _, _ in given["sent"]}
receiving = simpy.Resource(env, capacity=1)
arrivals = [None] * len(given["sent"])


def reception(number, size, start):
    """Joins the queue of the receiving card at the first instant from which it does not run dry."""
    on_receiver = nanoseconds(size / given["servers"])
    slower = min(given["workers"], given["servers"])
    alone = nanoseconds(given["latency"] + size / slower)
    yield env.timeout(start + alone - on_receiver - env.now)
    with receiving.request() as turn:
        yield turn
        yield env.timeout(on_receiver)
    arrivals[number] = env.now


def push(number, worker, size, sent):
    yield env.timeout(sent)
    with sending[worker].request() as turn:
        yield turn
        env.process(reception(number, size, env.now))
        yield env.timeout(nanoseconds(size / given["workers"]))


for number, (worker, size, sent) in enumerate(given["sent"]):
    env.process(push(number, worker, size, sent))
env.run()
json.dump(arrivals, sys.stdout)
