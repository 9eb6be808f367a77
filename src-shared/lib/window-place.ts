// Where a window opens: where it was, if that can still be seen.

/** In device-independent pixels of the whole desktop. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is remembered of a window. */
export interface WindowPlace {
  /** Its bounds when it is neither maximised nor full screen. */
  readonly bounds: Rectangle;
  readonly maximized: boolean;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** How much of the title bar has to be on a screen to take hold of it. */
const grip: Size = { width: 120, height: 24 };

/**
 * Where to open a window. `screens` are the work areas of the displays, the main one first. A window
 * whose screen is gone or smaller than before opens in the middle of the main screen, and none is larger
 * than the screen it is on.
 */
export function placeWindow(
  remembered: WindowPlace | undefined,
  screens: readonly Rectangle[],
  usual: Size,
): WindowPlace {
  const main = screens[0] ?? { x: 0, y: 0, ...usual };
  const maximized = remembered?.maximized ?? false;
  const screen = remembered && screens.find((area) => hasGrip(remembered.bounds, area));
  if (!remembered || !screen) {
    return { bounds: centred(fit(remembered?.bounds ?? usual, main), main), maximized };
  }
  const { x, y, width, height } = remembered.bounds;
  const size = fit(remembered.bounds, screen);
  // One that has to become smaller takes the whole of its screen that way.
  const left = size.width < width ? screen.x : x;
  const top = size.height < height ? screen.y : y;
  return { bounds: { x: left, y: top, ...size }, maximized };
}

/** A place from a text that was kept; undefined when it says none. */
export function readWindowPlace(text: string): WindowPlace | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { x, y, width, height, maximized } = value as Record<string, unknown>;
  if (![x, y, width, height].every((part) => Number.isSafeInteger(part))) return undefined;
  const bounds = { x, y, width, height } as Rectangle;
  if (bounds.width <= 0 || bounds.height <= 0) return undefined;
  return { bounds, maximized: maximized === true };
}

export function writeWindowPlace({ bounds, maximized }: WindowPlace): string {
  const { x, y, width, height } = bounds;
  return `${JSON.stringify({ x, y, width, height, maximized })}\n`;
}

function hasGrip(window: Rectangle, screen: Rectangle): boolean {
  const across = overlap(window.x, window.width, screen.x, screen.width);
  const atTop = window.y >= screen.y && window.y + grip.height <= screen.y + screen.height;
  return atTop && across >= Math.min(grip.width, window.width);
}

function overlap(one: number, oneLength: number, other: number, otherLength: number): number {
  return Math.min(one + oneLength, other + otherLength) - Math.max(one, other);
}

function fit(size: Size, screen: Size): Size {
  return {
    width: Math.min(size.width, screen.width),
    height: Math.min(size.height, screen.height),
  };
}

function centred(size: Size, screen: Rectangle): Rectangle {
  return {
    x: screen.x + Math.floor((screen.width - size.width) / 2),
    y: screen.y + Math.floor((screen.height - size.height) / 2),
    width: size.width,
    height: size.height,
  };
}
