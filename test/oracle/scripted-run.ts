import type { StragglerDefinition } from '../../src/cluster-model/stragglers/straggler-model.ts';
import { NEVER } from '../../src/engine/time.ts';
import { type DynamicRule, dynamic } from '../../src/optimizers/server/dynamic.ts';
import type { ServerRuleDefinition } from '../../src/optimizers/server/server-rule.ts';
import { defineProtocol, type ProtocolDefinition } from '../../src/protocols/protocol.ts';
import { builtinCatalogue, type Catalogue } from '../../src/scenarios/catalogue.ts';
import type { Scenario } from '../../src/scenarios/scenario.ts';
import { prepare, type TrainingEvent, TrainingRun } from '../../src/simulation/index.ts';
import type { DataSet } from '../../src/workloads/data-set.ts';
import { replacing } from '../support/replacing.ts';
import type { ExampleStep } from './worked-examples.ts';

/** A pull: for which clock, and how many pushes in all must have been handled before it is answered. */
interface ScriptedPull {
  readonly clock: number;
  readonly after: number;
}

/**
 * Plays an example as a whole simulation: least squares on one feature that is always 1, one example per mini-batch and η = 1,
 * so that a clock on a replica r pushes y − r, whatever y makes that. The k-th push of the example happens at second k: clocks take
 * as long as that needs, and a protocol with a script says who pulls and when it is answered.
 */
export function playExample(
  steps: readonly ExampleStep[],
  versions: 'by-clock' | 'by-version',
): readonly Omit<ExampleStep, 'update' | 'worker'>[] {
  const script = scriptOf(steps);
  const made: DynamicRule[] = [];
  const catalogue = catalogueFor(script, made);
  const scenario = scenarioOf(script, versions);
  const { workload, ...prepared } = prepare(scenario, { train: dataOf(script) }, 1, { catalogue });
  let w = 0;
  const evaluate = (parameters: Float64Array) => {
    w = parameters[0]!;
    return workload!.evaluate(parameters);
  };
  const seen: Omit<ExampleStep, 'update' | 'worker'>[] = [];
  const observe = (event: TrainingEvent) => {
    const isStep = event.kind === 'pull-answered' || (event.kind === 'evaluated' && event.updates > 0);
    if (isStep) seen.push({ w, versions: [...made[0]!.versionOf], live: made[0]!.liveVersions });
  };
  const options = { catalogue, observers: [{ observe }] };
  const run = new TrainingRun(
    { ...prepared, workload: { ...workload!, evaluate } },
    scenario.algorithms[0]!,
    options,
  );
  while (run.advance(1));
  return seen;
}

interface Script {
  readonly workers: number;
  readonly pushes: number;
  /** Of each worker's clocks, in seconds. */
  readonly durations: readonly number[][];
  readonly pulls: readonly ScriptedPull[][];
  /** Dealt round-robin: worker m has labels m, m + M, m + 2M, … */
  readonly labels: readonly number[];
}

function scriptOf(steps: readonly ExampleStep[]): Script {
  const workers = steps[0]!.versions.length;
  const perWorker = <T>(make: () => T) => Array.from({ length: workers }, make);
  const durations = perWorker((): number[] => []);
  const pulls = perWorker((): ScriptedPull[] => []);
  const targets = perWorker((): number[] => []);
  const replicas = perWorker(() => 0);
  const startedAt = perWorker(() => 0);
  let pushes = 0;
  for (const { worker: number, update, w } of steps) {
    const worker = number - 1;
    if (update === undefined) {
      pulls[worker]!.push({ clock: durations[worker]!.length, after: pushes });
      replicas[worker] = w;
      startedAt[worker] = pushes;
      continue;
    }
    pushes += 1;
    durations[worker]!.push(pushes - startedAt[worker]!);
    startedAt[worker] = pushes;
    targets[worker]!.push(replicas[worker]! + update);
    replicas[worker] = replicas[worker]! + update;
  }
  const longest = Math.max(...targets.map(({ length }) => length));
  const labels = Array.from({ length: longest * workers }, (_, i) => {
    return targets[i % workers]![Math.floor(i / workers)] ?? 0;
  });
  return { workers, pushes, durations, pulls, labels };
}

/** What the script needs besides what comes with the project. */
function catalogueFor({ pulls, durations }: Script, made: DynamicRule[]): Catalogue {
  const clocks: StragglerDefinition = {
    name: 'scripted',
    summary: 'Clocks as long as the script says, and then very long ones.',
    options: {},
    affects: ['compute'],
    create: () => ({
      factorAt: () => 1,
      nextChange: () => NEVER,
      delayOf: (worker, clock) => durations[worker]![clock] ?? 100,
    }),
  };
  return {
    ...builtinCatalogue,
    protocols: builtinCatalogue.protocols.with(scriptedProtocol(pulls)),
    serverRules: replacing(builtinCatalogue.serverRules, kept(made)),
    stragglers: builtinCatalogue.stragglers.with(clocks),
  };
}

/** The labels, each with the one feature that is 1. */
function dataOf({ labels }: Script): DataSet {
  const values = new Float64Array(labels.length).fill(1);
  return {
    rows: labels.length,
    features: 1,
    labels: Float64Array.from(labels),
    examples: { kind: 'dense', values },
  };
}

/** Pulls where the script has one, answered when enough pushes have been handled. */
function scriptedProtocol(pulls: readonly ScriptedPull[][]): ProtocolDefinition {
  const scripted = (worker: number, clock: number) => pulls[worker]!.find((pull) => pull.clock === clock);
  return defineProtocol({
    name: 'scripted',
    summary: 'Pulls as the script says.',
    options: {},
    create: () => ({
      needsPull: ({ worker, clock }) => scripted(worker, clock) !== undefined,
      admitPull: ({ worker, clock }, { pushCount }) => pushCount >= scripted(worker, clock)!.after,
    }),
  });
}

/** The rule `dynamic`, whose instances can be looked at. */
function kept(made: DynamicRule[]): ServerRuleDefinition {
  return {
    ...dynamic,
    create: (options, context) => {
      const rule = dynamic.create(options as never, context) as DynamicRule;
      made.push(rule);
      return rule;
    },
  };
}

function scenarioOf({ workers, pushes }: Script, versions: string): Scenario {
  const learningRate = { schedule: 'constant', initial: 1 };
  return {
    name: 'example',
    description: '',
    seed: 1,
    replications: 1,
    cluster: {
      workers: [{ count: workers, speed: 1 }],
      servers: { count: 1, perPush: 0, perPull: 0, perValue: 0 },
      network: {
        ...{ latency: 0, bandwidth: 'unlimited', contention: 'none' },
        ...{ headerBytes: 64, valueBytes: 8, indexBytes: 4 },
      },
      stragglers: [{ kind: 'scripted', affects: ['compute'] }],
    },
    workload: {
      ...{
        model: 'least-squares',
        data: { builtin: 'none' },
        l2: 0,
        intercept: false,
        partition: 'round-robin',
      },
      ...{ shuffle: 'none', batchSize: 1, batchesPerClock: 1, gradient: 'mean', features: 'all' },
      computeTime: { perBatch: 0, perExample: 0, perNonzero: 0 },
    },
    training: {
      learningRate,
      optimizer: { kind: 'sgd' },
      evaluate: { every: { updates: 1 }, of: 'server' },
      initial: 0,
    },
    stop: { maxUpdates: pushes },
    algorithms: [
      { name: 'dynsgd', label: 'dynsgd', protocol: 'scripted', rule: 'dynamic', versions, learningRate },
    ],
  } as Scenario;
}
