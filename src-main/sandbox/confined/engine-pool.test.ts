import { describe, expect, it } from 'vitest';
import { EngineLife, type ConfinedEngine } from './engine';
import { createEnginePool } from './engine-pool';

interface FakeEngine extends ConfinedEngine {
  readonly life: EngineLife;
  ended: boolean;
}

function fakes(most: number) {
  const opened: FakeEngine[] = [];
  const pool = createEnginePool({
    most,
    open: async () => {
      const life = new EngineLife();
      const engine: FakeEngine = {
        pid: undefined,
        life,
        ended: false,
        start: () => undefined,
        onMessage: () => undefined,
        onGone: life.onGone,
        end: async () => {
          engine.ended = true;
        },
      };
      opened.push(engine);
      return engine;
    },
  });
  return { opened, pool };
}

const never = new AbortController().signal;

describe('createEnginePool', () => {
  it('has one engine waiting, gives each away once, and ends it afterwards', async () => {
    const { opened, pool } = fakes(2);
    await pool.warm();
    await pool.warm();
    expect(opened).toHaveLength(1);
    const first = await pool.take(never);
    const second = await pool.take(never);
    expect(first).not.toBe(second);
    pool.drop(first);
    pool.drop(second);
    expect(opened.map((engine) => engine.ended)).toEqual([true, true, false]);
    await pool.close();
    expect(opened.every((engine) => engine.ended)).toBe(true);
  });

  it('does not give away one that died while it waited', async () => {
    const { opened, pool } = fakes(2);
    await pool.warm();
    opened[0]?.life.gone({ type: 'crash', how: 'exit code 1' });
    expect(await pool.take(never)).toBe(opened[1]);
  });

  it('lets others wait for a place, and forgets who gave up', async () => {
    const { pool } = fakes(1);
    const first = await pool.take(never);
    const cancel = new AbortController();
    const second = pool.take(cancel.signal);
    const third = pool.take(never);
    cancel.abort(new Error('given up'));
    await expect(second).rejects.toThrow('given up');
    pool.drop(first);
    expect(await third).not.toBe(first);
    await pool.close();
  });

  it('keeps its places when an engine cannot be opened', async () => {
    let fails = true;
    const { opened, pool: working } = fakes(1);
    const pool = createEnginePool({
      most: 1,
      open: async () => {
        if (fails) throw new Error('no process');
        return working.take(never);
      },
    });
    await expect(pool.take(never)).rejects.toThrow('no process');
    await expect(pool.take(never)).rejects.toThrow('no process');
    fails = false;
    expect(await pool.take(never)).toBe(opened[0]);
  });
});
