/**
 * How much processor time this thread uses between two looks at its event loop: what of a delay is
 * its own work. The rest is the machine's, which had something else to do.
 */
export interface LoopWork {
  /** Milliseconds, sorted: the longest comes last. */
  end(): readonly number[];
}

const interval = 2;

export function watchLoopWork(): LoopWork {
  const work: number[] = [];
  let before = used();
  const timer = setInterval(() => {
    const now = used();
    work.push(now - before);
    before = now;
  }, interval);
  return {
    end() {
      clearInterval(timer);
      work.push(used() - before);
      return work.sort((a, b) => a - b);
    },
  };
}

function used(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
