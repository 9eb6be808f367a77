/** A time limit that stands still while a debugger holds the code. */
export interface TimeLimit {
  hold(): void;
  goOn(): void;
  end(): void;
}

export function startTimeLimit(milliseconds: number | undefined, onOver: () => void): TimeLimit {
  let left = milliseconds ?? 0;
  let since = performance.now();
  let timer = milliseconds === undefined ? undefined : setTimeout(onOver, left);
  let holds = 0;

  return {
    hold() {
      holds += 1;
      if (timer === undefined || holds > 1) return;
      clearTimeout(timer);
      left -= performance.now() - since;
    },
    goOn() {
      holds -= 1;
      if (timer === undefined || holds > 0) return;
      since = performance.now();
      timer = setTimeout(onOver, Math.max(0, left));
    },
    end() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
