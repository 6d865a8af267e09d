"""A timing-only cluster with SimPy: the model of bench/ours/cluster.ts, in whole nanoseconds, held to the same answer.

Every worker is a process: it computes a clock, sends its push without waiting for it, and pulls first when the bound of ssp
asks for it, under asp always. One server serves pushes and pulls first in, first out; pulls that the bound does not admit yet are parked,
and join the end of the queue once the slowest clock allows. A message under way is a timeout with a callback.

Parameters: workers, clocks, staleness (-1: asp); durations: a file of nanoseconds, [workers, clocks], or [workers] where every clock of a
worker takes as long; pushTransfer, requestTransfer, answerTransfer, pushService, pullService: nanoseconds.
"""

from collections import Counter, deque
from itertools import repeat

from resource import RUSAGE_SELF, getrusage

from mm1 import nanoseconds
from serve import missing, serve

try:
    import simpy
except ImportError:
    missing("python3-simpy3")


class Cluster:
    """One run."""

    def __init__(self, parameters, durations):
        self.environment = simpy.Environment()
        asp = parameters["staleness"] < 0
        self.staleness = float("inf") if asp else parameters["staleness"]
        self.pulls_always = asp
        self.clocks = parameters["clocks"]
        self.push_transfer = parameters["pushTransfer"]
        self.request_transfer = parameters["requestTransfer"]
        self.answer_transfer = parameters["answerTransfer"]
        self.push_service = parameters["pushService"]
        self.pull_service = parameters["pullService"]
        workers = parameters["workers"]
        self.clock_of = [0] * workers
        self.at_clock = Counter({0: workers})
        self.slowest = 0
        self.queue = deque()
        self.parked = []
        self.parked_time = 0
        self.idle = None
        self.served = 0
        self.environment.process(self.server())
        for worker in range(workers):
            if len(durations) == workers:
                own = repeat(durations[worker], self.clocks)
            else:
                own = durations[worker * self.clocks : (worker + 1) * self.clocks]
            self.environment.process(self.worker(worker, own))

    def worker(self, worker, durations):
        environment, timeout = self.environment, self.environment.timeout
        cached = 0
        for finished, duration in enumerate(durations, 1):
            yield timeout(duration)
            timeout(self.push_transfer, (worker, finished, None)).callbacks.append(self.arrive)
            if finished < self.clocks and (self.pulls_always or cached < finished - self.staleness):
                answered = environment.event()
                request = (worker, finished, answered)
                timeout(self.request_transfer, request).callbacks.append(self.arrive)
                cached = yield answered
                yield timeout(self.answer_transfer)

    def arrive(self, event):
        self.queue.append(event.value)
        if self.idle is not None:
            idle, self.idle = self.idle, None
            idle.succeed()

    def server(self):
        environment, queue = self.environment, self.queue
        while True:
            while queue:
                message = queue.popleft()
                worker, clock, answered = message
                if answered is None:
                    yield environment.timeout(self.push_service)
                    self.count(worker)
                elif clock > self.slowest + self.staleness:
                    self.parked.append((message, environment.now))
                    continue
                else:
                    yield environment.timeout(self.pull_service)
                    answered.succeed(self.slowest)
                self.served += 1
            self.idle = environment.event()
            yield self.idle

    def count(self, worker):
        """One more push of `worker`. When that was the slowest clock's last worker, parked pulls are asked again."""
        clock = self.clock_of[worker]
        self.clock_of[worker] = clock + 1
        at_clock = self.at_clock
        at_clock[clock] -= 1
        at_clock[clock + 1] += 1
        if clock > self.slowest or at_clock[clock]:
            return
        while not at_clock[self.slowest]:
            self.slowest += 1
        bound, now = self.slowest + self.staleness, self.environment.now
        waiting, self.parked = self.parked, []
        for message, since in waiting:
            if message[1] <= bound:
                self.parked_time += now - since
                self.queue.append(message)
            else:
                self.parked.append((message, since))


def peak_bytes():
    """The largest resident size that the process has had."""
    return 1024 * getrusage(RUSAGE_SELF).ru_maxrss


def prepare(parameters):
    durations = nanoseconds(parameters["durations"])
    before = peak_bytes()

    def once(stopwatch):
        cluster = Cluster(parameters, durations)
        with stopwatch:
            cluster.environment.run()
        digest = f"{cluster.environment.now} ns, {cluster.parked_time} ns parked"
        if cluster.pulls_always:
            digest = f"{cluster.environment.now} ns, {cluster.served} messages served"
        facts = {"peakBytes": peak_bytes() - before}
        return {"work": parameters["workers"] * parameters["clocks"], "digest": digest, "facts": facts}

    return once


if __name__ == "__main__":
    serve(prepare)
