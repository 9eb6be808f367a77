import type { Moment } from '@shared/debug/moment';
import type { MomentFrame } from '@shared/debug/frames';
import type { MomentScope } from '@shared/debug/scopes';
import { isJsonObject, type JsonValue } from '@shared/lib/json';
import type { Recorded } from '@shared/runs/recorded';
import type { Container, Editable } from './containers';
import type { Conversation, FrameRef } from './conversation';
import type { ThreadPlace } from './thread-place';
import { protocolError } from './protocol-error';

// From a frame that a client names to the moment it is of.

export interface FrameAt {
  readonly place: ThreadPlace;
  readonly moment: Moment;
  readonly frame: MomentFrame;
}

export function frameAt(talk: Conversation, ref: FrameRef): FrameAt {
  const place = talk.place(ref.thread);
  const frame = place?.moment.frames.find(({ id }) => id === ref.id);
  if (place && frame) return { place, moment: place.moment, frame };
  throw protocolError(
    'DEBUG_GONE',
    'The stack frame is not there any more: execution has moved on.',
    'Ask for the stack again.',
  );
}

/** The frame that is meant when a client names none: where it stands. */
export function anyFrame(talk: Conversation): FrameRef | null {
  const { view } = talk;
  const [stop] = view.session?.stops() ?? [];
  const thread = view.past ? view.lanes.laneOf(view.past.seq) : (stop?.branch ?? 1);
  const [frame] = talk.place(thread)?.moment.frames ?? [];
  return frame ? { thread, id: frame.id } : null;
}

/** What of a scope a person may change now. */
export function editableOf(
  talk: Conversation,
  ref: FrameRef,
  { place, moment, frame }: FrameAt,
  scope: MomentScope,
): Editable | undefined {
  const isNow = place.stop !== undefined && !talk.view.past && !talk.view.isOver;
  const at = talk.view.past?.place ?? place.stop?.place;
  const isTop = frame === moment.frames[0];
  const root = scope.content.type === 'value' ? scope.content.value : null;
  const { step, path } = frame;
  const base = { isNow, thread: ref.thread, step, scope: path, path: [], root };
  // A branch that is at work has nothing that could be changed.
  if (at === undefined) return undefined;
  switch (scope.name) {
    case 'Input':
      return isTop && at === 'before' ? { ...base, what: 'input' } : undefined;
    case 'Output':
      return isTop && ['after', 'wire', 'error'].includes(at)
        ? { ...base, what: 'output' }
        : undefined;
    case 'Variables': {
      // Those of a caller are not the ones that this stop can change.
      const own = moment.frames.findIndex(({ kind }) => kind === 'call' || kind === 'workflow');
      return moment.frames.indexOf(frame) <= own
        ? { ...base, step: null, scope: moment.frames[own]?.body ?? [], what: 'variable' }
        : undefined;
    }
    default:
      return undefined;
  }
}

export function scopeContainer(
  { content, root }: MomentScope,
  editable: Editable | undefined,
): Container {
  const common = { ...(root !== undefined && { name: root }), ...(editable && { editable }) };
  if (content.type === 'named') return { type: 'named', values: content.values, ...common };
  const { value } = content;
  if ('blob' in value) {
    if (value.blob.type === 'object' || value.blob.type === 'array') {
      return { type: 'blob', blob: value.blob, from: 0, ...common };
    }
  } else if (Array.isArray(value.value) || isJsonObject(value.value)) {
    return { type: 'value', value: value.value, ...common };
  }
  // A single text or number has no parts; it is shown as one.
  return { type: 'named', values: new Map<string, Recorded>([['value', value]]) };
}

/** A value with another one at a path in it; nothing else of it is copied. */
export function withPart(
  whole: JsonValue,
  path: readonly (string | number)[],
  value: JsonValue,
): JsonValue {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(whole)) {
    const items = [...(whole as readonly JsonValue[])];
    const index = Number(key);
    if (!Number.isInteger(index) || index < 0 || index >= items.length) throw noSuchPart(key);
    items[index] = withPart(items[index] ?? null, rest, value);
    return items;
  }
  if (isJsonObject(whole)) {
    if (!Object.hasOwn(whole, String(key)) && rest.length > 0) throw noSuchPart(key);
    return { ...whole, [String(key)]: withPart(whole[String(key)] ?? null, rest, value) };
  }
  throw noSuchPart(key);
}

function noSuchPart(key: string | number): Error {
  return protocolError('DEBUG_NO_VARIABLE', `There is no "${String(key).slice(0, 100)}" to set.`);
}
