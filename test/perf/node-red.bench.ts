import { chain, fan, loop, millisecondsPerRun, runsPerSecond } from './engine.bench';
import { coldStart } from './cold-start';
import { inTurns, type AreaResult } from './measure';
import {
  end,
  startNodeRed,
  type FunctionNode,
  type JoinNode,
  type NodeRed,
} from './peers/node-red';

// The engine beside Node-RED, in the same process and the same run: function nodes that add one,
// as our steps do. `npm run bench -- --peer node-red` installs it into a folder that git ignores.

const against = 'Node-RED, the same with function nodes';
const increment = 'msg.value = msg.value + 1; return msg;';

/** Three function nodes in a row; a fan of ten with a join; a body that is gone round 1,000 times. */
const nodes: readonly (FunctionNode | JoinNode)[] = [
  { id: 'c0', code: increment, wires: [['c1']] },
  { id: 'c1', code: increment, wires: [['c2']] },
  { id: 'c2', code: increment, wires: [[end]] },
  { id: 'fan', code: increment, wires: [Array.from({ length: 10 }, (_, at) => `f${at}`)] },
  ...Array.from({ length: 10 }, (_, at) => ({
    id: `f${at}`,
    code:
      'msg.value = msg.value + 1; msg.payload = { value: msg.value, ticket: msg.ticket };' +
      `msg.parts = { id: String(msg.ticket), index: ${at}, count: 10, type: 'array' }; return msg;`,
    wires: [['gather']],
  })),
  { id: 'gather', join: true, wires: [['joined']] },
  { id: 'joined', code: 'msg.ticket = msg.payload[0].ticket; return msg;', wires: [[end]] },
  { id: 'round', code: increment, wires: [['again']] },
  {
    id: 'again',
    code: 'msg.round = (msg.round ?? 0) + 1; return msg.round < 1000 ? [msg, null] : [null, msg];',
    wires: [['round'], [end]],
  },
];

export async function nodeRed(folder: string): Promise<AreaResult> {
  const peer = await startNodeRed(folder, nodes);
  try {
    const three = chain(3);
    const fanned = fan(10);
    const looped = loop(1_000);
    return {
      growth: [],
      rows: [
        {
          area: 'linear 3-step runs in memory, 50 in flight',
          ...(await inTurns(
            7,
            () => runsPerSecond(three, 20_000, 50),
            () => perSecond(peer, 'c0', 10_000, 50),
          )),
          unit: '/s',
          against,
          must: '>= 2',
          stretch: '>= 3',
        },
        {
          area: 'one linear 3-step run, p50',
          ...(await inTurns(
            7,
            async () => 1_000 * (await millisecondsPerRun(three, 5_000)),
            async () => 1_000_000 / (await perSecond(peer, 'c0', 3_000, 1)),
          )),
          unit: 'µs',
          against,
          must: '<= 0.7',
          stretch: '<= 0.4',
        },
        {
          area: 'fan-out to 10 and join, 50 in flight',
          ...(await inTurns(
            7,
            () => runsPerSecond(fanned, 5_000, 50),
            () => perSecond(peer, 'fan', 3_000, 50),
          )),
          unit: '/s',
          against,
          must: '>= 2.5',
          stretch: '>= 5',
        },
        {
          area: 'loop of 1,000',
          ...(await inTurns(
            7,
            () => millisecondsPerRun(looped, 20),
            async () => 1_000 / (await perSecond(peer, 'round', 20, 1)),
          )),
          unit: 'ms',
          against,
          must: '<= 0.4',
          stretch: '<= 0.2',
        },
        {
          area: 'engine cold start to the first finished run',
          ...(await coldStart(folder)),
          unit: 'ms',
          against: 'Node-RED, from its first line to started flows',
          must: '<= 0.5',
          stretch: '<= 0.25',
        },
      ],
    };
  } finally {
    await peer.stop();
  }
}

async function perSecond(
  peer: NodeRed,
  entry: string,
  total: number,
  inFlight: number,
): Promise<number> {
  let left = total;
  async function lane(): Promise<void> {
    while (left > 0) {
      left -= 1;
      await peer.run(entry, { value: 1 });
    }
  }
  const began = performance.now();
  await Promise.all(Array.from({ length: inFlight }, lane));
  return total / ((performance.now() - began) / 1_000);
}
