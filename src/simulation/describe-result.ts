import { valuesOf } from '../base/options.ts';
import type { ProtocolDefinition } from '../protocols/protocol.ts';
import type { Catalogue } from '../scenarios/catalogue.ts';
import type { AlgorithmSpec } from '../scenarios/scenario.ts';
import type { Position } from './evaluator.ts';
import type { Prepared } from './prepare.ts';
import type { RunContext } from './run-context.ts';
import type { CurvePoint, RunResult, RunStatus, ServerResult, WorkerResult } from './run-result.ts';
import type { StalenessTally } from './staleness-tally.ts';

/** What is left of a run that has ended. */
export interface EndedRun {
  readonly prepared: Prepared;
  readonly algorithm: AlgorithmSpec;
  readonly catalogue: Catalogue;
  readonly run: RunContext;
  readonly status: RunStatus;
  readonly position: Position;
  readonly curve: readonly CurvePoint[];
  readonly staleness: StalenessTally;
  readonly servers: readonly ServerResult[];
  readonly digest: string;
}

/** Puts a run that has ended into the words of its result. */
export function describeResult(ended: EndedRun): RunResult {
  const { prepared, algorithm, catalogue, run, status, position, curve, staleness } = ended;
  const protocol = catalogue.protocols.get(algorithm.protocol);
  const rule = catalogue.serverRules.get(algorithm.rule);
  const { objective, accuracy, testLoss } = curve.at(-1)!;
  const stalenessBound = protocol.leadBound?.(valuesOf(protocol.options, algorithm));
  const overall = staleness.overall();
  return {
    algorithm: algorithm.label,
    protocol: algorithm.protocol,
    rule: algorithm.rule,
    pushWeight: rule.pushWeight?.(valuesOf(rule.options, algorithm), run.workerCount),
    stalenessBound,
    learningRate: algorithm.learningRate?.initial,
    seed: prepared.scenario.seed,
    replication: prepared.replication,
    status,
    ...position,
    objective,
    accuracy,
    testLoss,
    ...overall,
    versionStalenessMean: inVersions(protocol, stalenessBound, overall.stalenessMean),
    staleness: staleness.histogram(),
    bytesPushed: run.mail.bytesPushed,
    bytesPulled: run.mail.bytesPulled,
    events: run.engine.handled,
    digest: ended.digest,
    curve,
    workers: Array.from({ length: run.workerCount }, (_, worker) => describeWorker(ended, worker)),
    servers: ended.servers,
    parameters: run.learning.parameters,
    ...((prepared.faults.length > 0 || run.tally.hasDropped) && { faults: run.tally.result(run.engine.now) }),
  };
}

/**
 * Converts a staleness in pushes to one in versions of the parameters. Where every push is a round the two are equal; under a barrier each
 * round is computed on the version that the round before has made. Undefined for other protocols that hold pushes.
 */
function inVersions(
  { holds }: ProtocolDefinition,
  stalenessBound: number | 'unbounded' | undefined,
  pushes: number | undefined,
): number | undefined {
  if (!holds || pushes === undefined) return pushes;
  return stalenessBound === 0 ? 0 : undefined;
}

function describeWorker({ run, staleness }: EndedRun, worker: number): WorkerResult {
  return {
    speed: run.machines.speeds[worker]!,
    clocks: run.updates.pushesOf(worker),
    ...run.account.spent(worker, run.engine.now),
    ...staleness.of(worker),
  };
}
