import type { Costs } from './calibration.ts';

/** What a value of the parameters weighs on the wire, in bytes. */
export const VALUE_BYTES = 8;

/** A system of the paper's evaluation, as an algorithm of a scenario and what its own overheads are. */
export interface System {
  /** As the paper's Table 3 calls it. */
  readonly name: SystemName;
  readonly algorithm: Readonly<Record<string, unknown>>;
  /** Whether pushes add up, so that a tuned rate is about M times smaller than where they are averaged. */
  readonly sums: boolean;
  /** Whose parameters are evaluated: with barriers the server's, else the replica of the fastest worker. */
  readonly evaluated: 'server' | 'fastest-worker';
  readonly overheads: (costs: Costs) => Overheads;
}

export interface Overheads {
  /** How many times as long computing takes as on the authors' prototype. */
  readonly slower: number;
  /** Seconds added to every clock of every worker. */
  readonly launch: number;
  /** One machine serves all, at this many bytes a second each way; undefined: a server for every tenth of the parameters. */
  readonly driver?: number;
}

export type SystemName =
  | 'Spark BSP'
  | `${'Petuum' | 'TF'} ${'BSP' | 'ASP'}`
  | `${'Petuum' | 'Con' | 'Dyn'} s${number}`
  | 'FlexRR';

const none = (): Overheads => ({ slower: 1, launch: 0 });
const tensorFlow = ({ tensorFlow: slower }: Costs): Overheads => ({ slower, launch: 0 });

/** Parallelised SGD (Zinkevich et al., 2010): a pass over each part, then the mean, through the driver. */
const spark: System = {
  name: 'Spark BSP',
  algorithm: { name: 'bsp' },
  sums: false,
  evaluated: 'server',
  overheads: ({ spark: { slower, driver, launch } }) => ({ slower, driver, launch }),
};

/** Petuum adds what workers push, whatever its bound. */
const petuumBsp: System = {
  name: 'Petuum BSP',
  algorithm: { name: 'bsp-sum', protocol: 'bsp', rule: 'sum' },
  sums: true,
  evaluated: 'server',
  overheads: none,
};

/** TensorFlow's synchronous replicas average their gradients. */
const tfBsp: System = { ...spark, name: 'TF BSP', overheads: tensorFlow };

const petuumAsp: System = {
  name: 'Petuum ASP',
  algorithm: { name: 'asp' },
  sums: true,
  evaluated: 'fastest-worker',
  overheads: none,
};

const tfAsp: System = { ...petuumAsp, name: 'TF ASP', overheads: tensorFlow };

/** The three rules under one protocol: those of the authors' prototype pull as their Algorithm 1 reads. */
function bounded(name: 'Petuum' | 'Con' | 'Dyn', staleness: number): System {
  const algorithm = { Petuum: 'ssp', Con: 'consgd', Dyn: 'dynsgd' }[name];
  return {
    name: `${name} s${staleness}`,
    algorithm: { name: algorithm, staleness, pullRule: 'paper' },
    sums: name === 'Petuum',
    evaluated: 'fastest-worker',
    overheads: none,
  };
}

export const petuum = (staleness: number) => bounded('Petuum', staleness);
export const consgd = (staleness: number) => bounded('Con', staleness);
export const dynsgd = (staleness: number) => bounded('Dyn', staleness);

/** The columns of Table 3. */
export const tableSystems: readonly System[] = [
  spark,
  petuumBsp,
  tfBsp,
  petuumAsp,
  tfAsp,
  ...[3, 10].flatMap((staleness) => [petuum(staleness), consgd(staleness), dynsgd(staleness)]),
];

export function tableSystem(name: SystemName): System {
  return tableSystems.find((system) => system.name === name)!;
}

/** FlexRR as the paper built it [P 472]: ssp, and a twentieth of a straggler's examples goes to the fastest worker at each clock. */
export const flexRr: System = {
  ...petuum(3),
  name: 'FlexRR',
  algorithm: { ...petuum(3).algorithm, reassign: { threshold: '20%', share: '5%' } },
};
