// What the canvas benchmark does in both pages. It is text: this project has no DOM types.

const frame = 'await new Promise(requestAnimationFrame)';

/** Each gives the times between frames while it goes on. */
export const acts = {
  /** Panning with a wheel, there and back. */
  pan: `async () => {
    const pane = document.querySelector('.react-flow__pane');
    const times = [];
    let last = ${frame};
    for (let at = 0; at < 40; at += 1) {
      const deltaX = at < 20 ? 40 : -40;
      pane.dispatchEvent(new WheelEvent('wheel', { deltaX, bubbles: true, cancelable: true, view: window }));
      const now = ${frame};
      times.push(now - last);
      last = now;
    }
    return times;
  }`,
  /** The step nearest to the middle, there and back. */
  drag: `async () => {
    const area = document.querySelector('.react-flow').getBoundingClientRect();
    const middle = { x: area.left + area.width / 2, y: area.top + area.height / 2 };
    const distance = (box) => Math.hypot(box.x - middle.x, box.y - middle.y);
    const node = [...document.querySelectorAll('.react-flow__node')]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .sort((a, b) => distance(a.box) - distance(b.box))[0];
    let x = node.box.x + 30;
    let y = node.box.y + 12;
    const send = (type, target) =>
      target.dispatchEvent(new MouseEvent(type, {
        clientX: x, clientY: y, bubbles: true, cancelable: true, view: window, buttons: 1,
      }));
    send('mousedown', document.elementFromPoint(x, y) ?? node.element);
    const times = [];
    let last = ${frame};
    for (let at = 0; at < 40; at += 1) {
      x += at < 20 ? 5 : -5;
      y += at % 2 === 0 ? 3 : -3;
      send('mousemove', window);
      const now = ${frame};
      times.push(now - last);
      last = now;
    }
    send('mouseup', window);
    return times;
  }`,
  /** Nothing but looking on, while a run is drawn. */
  watch: `async () => {
    const times = [];
    let last = ${frame};
    while (times.length < 30) {
      const now = ${frame};
      times.push(now - last);
      last = now;
    }
    return times;
  }`,
  /** The plain page marks its steps one after the other, as many in a frame as end all in time. */
  mark: `async () => {
    const { length } = flow.getNodes();
    const times = [];
    let last = ${frame};
    while (times.length < 30) {
      const from = Math.floor((times.length * length) / 30);
      plain.mark(from, Math.floor(((times.length + 1) * length) / 30));
      const now = ${frame};
      times.push(now - last);
      last = now;
    }
    return times;
  }`,
} as const;

/** Until a step is on screen after `act`; gives the milliseconds that took. */
export function untilDrawn(step: string, act = ''): string {
  return `(async () => {
    const began = performance.now();
    ${act};
    while (!document.querySelector('.react-flow__node[data-id="${step}"]')) ${frame};
    ${frame};
    return performance.now() - began;
  })()`;
}

/** Until the view has stood still for a while, or will not. */
export const untilStill = `(async () => {
  const viewport = document.querySelector('.react-flow__viewport');
  let still = 0;
  let before = '';
  for (let at = 0; at < 300 && still < 15; at += 1) {
    ${frame};
    const now = viewport.style.transform;
    still = now === before ? still + 1 : 0;
    before = now;
  }
})()`;

/** From then on, the milliseconds from each key that is pressed to the frame that shows it. */
export const startTiming = `(() => {
  window.benchKeys = [];
  if (window.benchTimes) return;
  window.benchTimes = true;
  document.addEventListener('keydown', ({ timeStamp }) => {
    requestAnimationFrame(() => {
      const painted = new MessageChannel();
      painted.port1.onmessage = () => window.benchKeys.push(performance.now() - timeStamp);
      painted.port2.postMessage(0);
    });
  }, { capture: true });
})()`;

export const timed = `window.benchKeys`;
