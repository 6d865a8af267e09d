import { type Cause, causes } from '../explanation/causes.ts';
import type { EfficiencySplit } from '../explanation/efficiency-split.ts';
import type { ExplainedRun } from '../explanation/explained.ts';
import { meanTime } from '../explanation/worker-times.ts';
import { hasTarget } from '../studies/goal.ts';
import type { StudyResult } from '../studies/study-result.ts';
import { secondsOf } from './csv.ts';
import { humanShare, humanTime } from './human.ts';
import { ratioWithInterval } from './intervals.ts';
import { goalWords } from './sentences.ts';
import { inWords } from './words.ts';

/** Workers that are named one by one. */
const MOST_NAMED = 4;
/** Of what a cause costs: those who make up this part are named. */
const MAIN_PART = 0.95;

/** How a run ended, and what most of its time went to: `bsp reached 0.06 after 5.34 s of simulated time. Slow machines are the main cause: …` */
export function leadSentence({ run, path }: ExplainedRun, speeds: Float64Array): string {
  const { plan, result } = run;
  const { label } = plan.algorithm;
  const after = `after ${humanTime(secondsOf(result.time))} of simulated time`;
  const goal = hasTarget(plan.scenario) ? goalWords(plan.scenario) : undefined;
  const end =
    result.status === 'converged'
      ? `${label} reached ${goal} ${after}`
      : result.status === 'diverged'
        ? `${label} diverged ${after}`
        : `${label} stopped ${after}${goal === undefined ? '' : ` without reaching ${goal}`}`;
  if (path.end === 0) return `${end}: there is nothing to explain.`;
  return `${end}. ${mainCauseSentence(path, speeds)}`;
}

function mainCauseSentence(path: ExplainedRun['path'], speeds: Float64Array): string {
  const { spent, end } = path;
  const main = causes
    .filter((cause) => cause !== 'computing')
    .reduce((most, cause) => (spent[cause] > spent[most] ? cause : most));
  if (spent[main] === 0) return 'All of it is computing, as fast as on the fastest machine.';
  const title = spent[main] >= spent.computing ? 'the main cause' : 'the largest cause beside computing';
  const part = `${humanTime(secondsOf(spent[main]))} of that (${humanShare(spent[main] / end, 0)})`;
  const owners = ownersOf(path, main);
  const fastest = speeds.reduce((most, speed) => Math.max(most, speed), 0);
  switch (main) {
    case 'slowMachine':
      return `Slow machines are ${title}: ${part} is what ${workersWords(owners)} (${speedWords(owners, speeds)}) took longer than the fastest machine (speed ${Number(fastest.toPrecision(3))}) would have.`;
    case 'straggler':
      return `Stragglers are ${title}: ${part} is by how much they slowed ${workersWords(owners)}.`;
    case 'network':
      return `The network is ${title}: for ${part} messages were under way.`;
    case 'queue':
      return `Busy servers are ${title}: for ${part} messages waited for their turn.`;
    case 'service':
      return `Service is ${title}: for ${part} a server handled a message.`;
    case 'faults':
      return `Faults are ${title}: ${part} went to crashes, what they undid, and lost messages.`;
    default:
      return `After the last update came ${part}, until the limit.`;
  }
}

/** The workers to whom a cause owes most of what it costs. */
function ownersOf({ byWorker, spent }: ExplainedRun['path'], cause: Cause): readonly number[] {
  const order = [...byWorker.keys()].sort((a, b) => byWorker[b]![cause] - byWorker[a]![cause] || a - b);
  const owners: number[] = [];
  let sum = 0;
  for (const worker of order) {
    if (sum >= MAIN_PART * spent[cause]) break;
    sum += byWorker[worker]![cause];
    owners.push(worker);
  }
  return owners.sort((a, b) => a - b);
}

/** `workers 8 and 9`, `12 workers`. */
function workersWords(workers: readonly number[]): string {
  if (workers.length > MOST_NAMED) return `${workers.length} workers`;
  return `worker${workers.length > 1 ? 's' : ''} ${inWords(workers.map(String))}`;
}

/** `speed 0.25`, `speeds 0.25 to 0.5`. */
function speedWords(workers: readonly number[], speeds: Float64Array): string {
  const own = workers.map((worker) => speeds[worker]!);
  const [least, most] = [Math.min(...own), Math.max(...own)];
  const shown = (speed: number) => String(Number(speed.toPrecision(3)));
  return least === most ? `speed ${shown(least)}` : `speeds ${shown(least)} to ${shown(most)}`;
}

/** Where the time of a worker goes, in the mean: the same run as its account has it. */
export function workerSentence({ workers, path }: ExplainedRun): string {
  const mean = meanTime(workers);
  const parts = [
    [mean.computing, 'computing at the speed of the fastest machine'],
    [mean.slowMachine, 'more because its machine is slower'],
    [mean.straggler, 'more because of stragglers'],
    [mean.communicating, 'communicating'],
    [mean.gate, 'waiting at the gate'],
    [mean.faults, 'down or undone by a crash'],
    [mean.idle, 'idle after its last clock'],
  ] as const;
  const told = parts.filter(([time]) => time > 0);
  if (told.length === 0) return '';
  const words = told.map(([time, what]) => `${humanShare(time / path.end, 0)} ${what}`);
  return `A worker spends, in the mean, ${inWords(words)}.`;
}

/**
 * `asp is 1.20x as fast as bsp: 3.00x by hardware efficiency (time per update) times 0.40x by statistical efficiency (updates).` Where a learning rate was not
 * tuned it says so: the updates that an algorithm needs are also those of its rate.
 */
export function splitSentence(
  { algorithm, base, n, replications, speedUp, hardware, statistical }: EfficiencySplit,
  study: StudyResult,
): string {
  if (!speedUp || !hardware || !statistical) {
    return n === 0
      ? `${algorithm} and ${base} never both arrived: there is nothing to compare.`
      : `${algorithm} and ${base}: some took no time, of which there are no ratios.`;
  }
  const when = n < replications ? ` (in the ${n} of ${replications} replications in which both arrived)` : '';
  return `${algorithm} is ${ratioWithInterval(speedUp)} as fast as ${base}${when}: ${ratioWithInterval(hardware)} by hardware efficiency (time per update) times ${ratioWithInterval(statistical)} by ${statisticalWords(study, [base, algorithm])}.`;
}

/** The learning rates that were not tuned belong to what is called statistical efficiency. */
function statisticalWords({ runs, tunings }: StudyResult, labels: readonly string[]): string {
  const untuned = labels.flatMap((label) => {
    const rate = runs.find(({ result }) => result.algorithm === label)?.result.learningRate;
    const isTuned = tunings.some((tuning) => tuning.algorithm === label);
    return rate === undefined || isTuned ? [] : [`${rate} of ${label}`];
  });
  if (untuned.length === 0) return 'statistical efficiency (updates)';
  const rates = untuned.length === 1 ? 'a learning rate that was' : 'learning rates that were';
  return `updates: statistical efficiency at ${rates} not tuned (${inWords(untuned)})`;
}
