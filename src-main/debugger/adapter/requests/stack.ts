import type { DebugProtocol } from '@vscode/debugprotocol';
import { z } from 'zod';
import type { MomentFrame } from '@shared/debug/frames';
import { wasHandled } from '@shared/debug/handled';
import type { Moment } from '@shared/debug/moment';
import { scopeKey, stepRunKey } from '@shared/runs/scope-path';
import type { Conversation } from '../conversation';
import type { ThreadPlace } from '../thread-place';
import { protocolError } from '../protocol-error';
import { request, type RequestTable } from '../request';
import { sourceSchema, toClientPlace } from '../source-places';
import { toDapSource } from '../sources';

/** Threads are branches; frames go from code over step, iteration and sub-workflow to the workflow. */
export const stackRequests: RequestTable<Conversation> = {
  threads: request('debugging', z.object({}), (talk: Conversation) => ({
    threads: talk.hasBegun ? threadsOf(talk) : [],
  })),
  stackTrace: request(
    'debugging',
    z.object({
      threadId: z.number().int(),
      startFrame: z.number().int().min(0).optional(),
      levels: z.number().int().min(0).optional(),
    }),
    (talk: Conversation, { threadId, startFrame = 0, levels = 0 }) => {
      const place = talk.place(threadId);
      if (!place) {
        throw protocolError(
          'DEBUG_NO_THREAD',
          `There is no thread ${threadId} at this moment.`,
          'Ask for "threads" again.',
        );
      }
      const frames = [...codeFrames(talk, threadId, place), ...place.moment.frames];
      const end = levels === 0 ? frames.length : startFrame + levels;
      return {
        stackFrames: frames
          .slice(startFrame, end)
          .map((frame) =>
            'target' in frame
              ? codeFrame(talk, threadId, place, frame)
              : flowFrame(talk, threadId, place, frame),
          ),
        totalFrames: frames.length,
      };
    },
  ),
  source: request(
    'debugging',
    z.object({ source: sourceSchema.optional(), sourceReference: z.number().int().optional() }),
    async (talk: Conversation, { source, sourceReference = 0 }) => {
      const found = await talk.sources.find({ sourceReference, ...source });
      return { content: found.text, mimeType: 'text/yaml' };
    },
  ),
  loadedSources: request('debugging', z.object({}), (talk: Conversation) => ({
    sources: talk.sources.list().map(toDapSource),
  })),
  exceptionInfo: request(
    'debugging',
    z.object({ threadId: z.number().int() }),
    (talk: Conversation, { threadId }) => exceptionOf(talk, threadId),
  ),
};

function threadsOf(talk: Conversation): DebugProtocol.Thread[] {
  const { view } = talk;
  const branches = view.past || view.isOver ? [] : (view.session?.branches() ?? []);
  if (branches.length > 0) {
    return branches.map(({ id, name, step }) => ({ id, name: `${name}: ${step}` }));
  }
  const lanes = view.lanes.all.filter(({ from }) => from <= view.seq);
  return lanes.map(({ id, step }) => ({ id, name: step ?? 'main' }));
}

type InCode = NonNullable<ReturnType<typeof codeFrames>[number]>;

function codeFrames(talk: Conversation, thread: number, { stop }: ThreadPlace) {
  if (stop?.place !== 'line' || talk.view.past) return [];
  const code = talk.view.session?.code(stop.id);
  if (!code) return [];
  return code.pause.frames.map((frame) => ({ target: code.target, frame, thread }));
}

function codeFrame(
  talk: Conversation,
  thread: number,
  { moment }: ThreadPlace,
  { target, frame }: InCode,
): DebugProtocol.StackFrame & { stepwell: object } {
  const [top] = moment.frames;
  const source = top ? talk.sourceOf(top) : null;
  const { line, column } = frame.place;
  const at =
    source && top?.step
      ? source.locations.of({ type: 'line', step: top.step, line, column })
      : null;
  return {
    id: talk.frames.add({ thread, id: top?.id ?? '', code: { target, frame } }),
    name: frame.name === '' ? 'code' : frame.name,
    ...(source && { source: toDapSource(source) }),
    ...toClientPlace(talk, at ?? { line, column }),
    canRestart: false,
    presentationHint: frame.isAsync ? 'subtle' : 'normal',
    stepwell: {
      kind: 'code',
      step: top?.step,
      path: top?.path ?? [],
      place: 'line',
      line,
      column,
      ...(top && { workflow: talk.workflowOf(top) }),
    },
  };
}

function flowFrame(
  talk: Conversation,
  thread: number,
  { moment, stop }: ThreadPlace,
  frame: MomentFrame,
): DebugProtocol.StackFrame & { stepwell: object } {
  const source = talk.sourceOf(frame);
  const isTop = frame === moment.frames[0];
  const edge = isTop ? (talk.view.past?.edge ?? stop?.edge) : undefined;
  const at =
    frame.step === null
      ? null
      : ((edge === undefined ? null : source?.locations.of({ type: 'wire', edge })) ??
        source?.locations.of({ type: 'step', step: frame.step }));
  const place = isTop ? (talk.view.past?.place ?? stop?.place) : undefined;
  return {
    id: talk.frames.add({ thread, id: frame.id }),
    name: frame.name,
    ...(source && { source: toDapSource(source) }),
    ...(source ? toClientPlace(talk, at ?? { line: 1, column: 1 }) : { line: 0, column: 0 }),
    canRestart: isTop && stop !== undefined && frame.kind === 'step',
    presentationHint: 'normal',
    stepwell: {
      kind: frame.kind,
      ...(frame.step !== null && { step: frame.step }),
      path: frame.path,
      ...(frame.body && { body: frame.body }),
      ...(frame.iteration !== undefined && { iteration: frame.iteration }),
      ...(place !== undefined && { place }),
      ...(edge !== undefined && { edge }),
      workflow: talk.workflowOf(frame),
    },
  };
}

function exceptionOf(talk: Conversation, thread: number): object {
  const place = talk.place(thread);
  const { stop, moment } = place ?? {};
  const code = stop && talk.view.session?.code(stop.id)?.pause.error;
  if (code) {
    return {
      exceptionId: code.type,
      description: code.text,
      breakMode: code.uncaught && stop.handled !== true ? 'unhandled' : 'always',
      details: { message: code.text, typeName: code.type },
    };
  }
  const [frame] = moment?.frames ?? [];
  const error = stop?.error ?? (moment && frame && moment.stepRun(frame)?.error);
  if (!error) {
    throw protocolError('DEBUG_NO_ERROR', `Thread ${thread} does not stand at an error.`);
  }
  const where = frame && frame.step !== null ? `${scopeKey(frame.path)} ${frame.step}`.trim() : '';
  return {
    exceptionId: error.code,
    description: error.hint === undefined ? error.message : `${error.message} ${error.hint}`,
    breakMode: (stop?.handled ?? wasHandledAt(talk, moment)) ? 'always' : 'unhandled',
    details: { message: error.message, typeName: error.code, stackTrace: where },
  };
}

/** The failure that is looked at, or the last one of the step by then. */
function wasHandledAt({ view }: Conversation, moment: Moment | undefined): boolean {
  const [frame] = moment?.frames ?? [];
  if (!moment || !frame || frame.step === null) return false;
  const events = view.log.index.ofStep(stepRunKey(frame.path, frame.step));
  const failure = events
    .filter((seq) => seq <= moment.seq)
    .map((seq) => view.log.at(seq))
    .findLast((event) => event?.type === 'step.failed' || event?.type === 'step.retrying');
  if (failure?.type !== 'step.failed' && failure?.type !== 'step.retrying') return false;
  return wasHandled(view.log, view.programs, failure);
}
