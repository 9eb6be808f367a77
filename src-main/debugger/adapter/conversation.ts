import type { Breakpoint } from '@shared/debug/breakpoints';
import { PastStops } from '@shared/debug/past-stops';
import type { LogPlace } from '@shared/debug/places';
import type { CodeFrame, CodeTarget } from '@shared/debug/code-target';
import type { Stop } from '@shared/debug/stops';
import type { MomentFrame } from '@shared/debug/frames';
import type { ContentHash, RunId } from '@shared/lib/ids';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { DebugSession, SessionEvent } from '../types';
import { BreakpointGroups, toDapBreakpoint } from './breakpoint-groups';
import { type Container, Opener } from './containers';
import { Handles } from './handles';
import { endPlace, firstPlace } from './history';
import type { DebugHost } from './host';
import type { LaunchPlan } from './launch-plan';
import { outputsOf, withSource } from './output-events';
import { ProgressReport } from './progress';
import { protocolError } from './protocol-error';
import type { RequestPhase } from './request';
import { RunView } from './run-view';
import { joinSession, type SessionClient } from './session-hub';
import { Sources, type TextSource } from './sources';
import { momentBody, placeOfThread, type ThreadPlace } from './thread-place';

/** A frame that a client may ask about: of the workflow, or inside the code of a step. */
export interface FrameRef {
  readonly thread: number;
  /** Id of the moment's frame. */
  readonly id: string;
  readonly code?: { readonly target: CodeTarget; readonly frame: CodeFrame };
}

/** What a client says of itself. */
export interface ClientTraits extends DebugProtocol.InitializeRequestArguments {
  /** It asks a person when a request is refused with EFFECTS_ASK, and sends it again with `effects`. */
  readonly supportsEffectsQuestion?: boolean;
}

export interface ConversationParts {
  readonly host: DebugHost;
  /** Unique among all clients of the process. */
  readonly name: string;
  readonly event: (name: string, body?: object) => void;
  readonly cancel: (requestSeq: number) => boolean;
}

/** What the requests of one client share: what is debugged, and where we are in it. */
export class Conversation {
  phase: RequestPhase | 'ended' = 'always';
  client: ClientTraits = { adapterID: 'stepwell' };
  readonly host: DebugHost;
  readonly event: ConversationParts['event'];
  readonly cancel: ConversationParts['cancel'];
  readonly configured = Promise.withResolvers<void>();
  readonly frames = new Handles<FrameRef>('stack frame');
  readonly containers = new Handles<Container>('variable');
  readonly gotoTargets = new Handles<string>('target');
  readonly opener: Opener;
  readonly groups: BreakpointGroups;
  readonly progress: ProgressReport;
  sources: Sources;
  plan: LaunchPlan | null = null;
  main: TextSource | null = null;
  private viewed: RunView | null = null;
  private member: SessionClient | null = null;
  private stopListening: (() => void) | null = null;
  private readonly places = new Map<number, ThreadPlace>();
  private told = false;
  private toldLines = false;

  constructor(parts: ConversationParts) {
    this.host = parts.host;
    this.event = parts.event;
    this.cancel = parts.cancel;
    this.sources = new Sources(parts.host);
    this.opener = new Opener(parts.host, this.containers);
    this.groups = new BreakpointGroups(parts.host, parts.name);
    this.progress = new ProgressReport(parts.event, () => this.client);
  }

  /** The run; before it has begun there is none. */
  get view(): RunView {
    if (this.viewed) return this.viewed;
    throw protocolError('DEBUG_ORDER', 'The run has not begun.', 'Send "configurationDone" first.');
  }

  get hasBegun(): boolean {
    return this.viewed !== null;
  }

  /** The run goes on under the debugger, or is over and only looked at. */
  begin(run: RunId, session: DebugSession | null): void {
    this.forget();
    this.told = false;
    this.toldLines = false;
    const view = new RunView(this.host, this.sources, run, session);
    this.viewed = view;
    const hash = view.log.state?.workflow.hash;
    if (hash !== undefined) {
      if (this.main) this.sources.name(this.main, hash);
      else this.main = this.sources.ofHash(hash);
    }
    if (session === null) {
      view.past = endPlace(view);
      return;
    }
    this.member = joinSession(session);
    this.stopListening = session.on((event) => this.take(event));
    this.sendBreakpoints();
    this.member.setErrorStops(this.groups.errorStops);
    this.progress.begin(view.log.state?.workflow.name ?? 'Workflow');
  }

  /** Says where it stands already, once the client knows that the run has begun. */
  tellStart(): void {
    const { session } = this.view;
    if (session === null) {
      this.tellStopped(this.view.past, 'pause', 'The run is over; this is its last moment');
      return;
    }
    const ended = this.view.log.state;
    for (const stop of session.stops()) this.tellStop(stop);
    if (session.stops().length === 0) this.tellMoment();
    if (ended && ['completed', 'failed', 'cancelled'].includes(ended.status)) this.tellEnd();
  }

  /** Gives the session all breakpoints of this client, and tells what has become of them. */
  sendBreakpoints(): void {
    const breakpoints = this.groups.forSession(this.main);
    if (!this.member) return;
    for (const status of this.member.setBreakpoints(breakpoints)) this.groups.note(status);
  }

  /** Where this client's breakpoints would have stopped the run as it is known. */
  pastStops(): PastStops {
    const { log, programs } = this.view;
    const breakpoints = this.groups.forSession(this.main);
    this.tellUnknownLines(breakpoints);
    return new PastStops(log, programs, { breakpoints, errorStops: this.groups.errorStops });
  }

  /** Once for a run, to whoever waits for a stop that the past cannot give. */
  private tellUnknownLines(breakpoints: readonly Breakpoint[]): void {
    if (this.toldLines || !breakpoints.some(({ target }) => target.type === 'line')) return;
    this.toldLines = true;
    this.event('output', {
      category: 'console',
      output:
        'Breakpoints at lines of code do not stop in the past: the log has what steps were given and gave, not what their code did.\n',
    });
  }

  sendErrorStops(): void {
    this.member?.setErrorStops(this.groups.errorStops);
  }

  /** Where a branch is: what it stands at now, or was at in the past. */
  place(thread: number): ThreadPlace | null {
    const known = this.places.get(thread);
    if (known) return known;
    const found = placeOfThread(this.view, thread);
    if (found) this.places.set(thread, found);
    return found;
  }

  /** The text in which a frame stands: the run's own, or that of a workflow that it calls. */
  sourceOf({ workflow: { hash, id } }: MomentFrame): TextSource | null {
    return this.sources.ofHash(hash as ContentHash, id);
  }

  /** Which workflow that is, with its file if it has one with this text. */
  workflowOf(frame: MomentFrame): MomentFrame['workflow'] & { readonly path?: string } {
    const path = this.sourceOf(frame)?.path ?? null;
    return path === null ? frame.workflow : { ...frame.workflow, path };
  }

  /** What was asked before is about another moment now. */
  moved(): void {
    this.places.clear();
    this.frames.clear();
    this.containers.clear();
    this.gotoTargets.clear();
  }

  /** A value was changed: the frames are the same, what they show is read again. */
  edited(): void {
    this.view.load();
    this.places.clear();
    this.event('invalidated', { areas: ['variables'] });
    this.tellMoment();
  }

  /** Shows a place of the past. */
  lookAt(place: LogPlace, reason: string, description: string, hits: readonly string[] = []): void {
    this.moved();
    this.view.past = place;
    this.tellStopped(place, reason, description, hits);
  }

  /** Shows the present again: where it stands, or that it goes on. */
  lookAtNow(): void {
    const { view } = this;
    this.moved();
    if (view.isOver) {
      view.past = endPlace(view);
      this.tellStopped(view.past, 'step', 'This is the end of the run');
      return;
    }
    const thread = view.past ? view.lanes.laneOf(view.past.seq) : 1;
    view.past = null;
    const [first] = view.session?.stops() ?? [];
    const stop = view.stopOf(thread) ?? first;
    if (stop) this.tellStop(stop);
    else {
      this.event('continued', { threadId: thread, allThreadsContinued: true });
      this.tellMoment();
    }
  }

  get start(): LogPlace | null {
    return firstPlace(this.view);
  }

  tellMoment(): void {
    this.event('stepwell/moment', momentBody(this.view));
  }

  private tellStop(stop: Stop): void {
    const held = stop.reason === 'held';
    const frame = this.place(stop.branch)?.moment.frames[0];
    this.progress.end();
    this.event('stopped', {
      reason: held ? 'pause' : stop.reason,
      description: stop.description,
      ...this.errorText(stop),
      threadId: stop.branch,
      preserveFocusHint: held,
      allThreadsStopped: this.view.session?.hold === 'all',
      hitBreakpointIds: this.groups.numbersOf(stop.breakpoints),
      stepwell: { ...stop, ...(frame && { workflow: this.workflowOf(frame) }) },
    });
    this.tellMoment();
  }

  private errorText(stop: Stop): { text?: string } {
    const code = this.view.session?.code(stop.id)?.pause.error;
    const text = stop.error?.message ?? code?.text;
    return text === undefined ? {} : { text };
  }

  private tellStopped(
    place: LogPlace | null,
    reason: string,
    description: string,
    hits: readonly string[] = [],
  ): void {
    this.event('stopped', {
      reason,
      description,
      threadId: place ? this.view.lanes.laneOf(place.seq) : 1,
      allThreadsStopped: true,
      hitBreakpointIds: this.groups.numbersOf(hits),
    });
    this.tellMoment();
  }

  private tellEnd(): void {
    if (this.told) return;
    this.told = true;
    this.progress.end();
    this.view.load();
    const { state } = this.view.log;
    // Whoever looks at the past goes on looking at it: its frames stay.
    if (this.view.past === null) {
      this.moved();
      this.view.past = endPlace(this.view);
    }
    if (state) for (const body of outputsOf({ type: 'ended', state })) this.event('output', body);
    this.event('exited', { exitCode: state?.status === 'completed' ? 0 : 1 });
    this.event('terminated', {});
    this.tellMoment();
  }

  private take(event: SessionEvent): void {
    switch (event.type) {
      case 'events':
        this.view.take(event.events);
        this.places.clear();
        for (const one of event.events) this.progress.take(one);
        break;
      case 'stopped':
        this.view.load();
        // Whoever looks at the past is not torn out of it; the threads say that something stands.
        if (this.view.past === null) {
          this.moved();
          this.tellStop(event.stop);
        } else this.tellMoment();
        return;
      case 'continued':
        if (this.view.past === null) {
          this.moved();
          this.event('continued', { threadId: event.branch, allThreadsContinued: false });
        }
        this.tellMoment();
        return;
      case 'branches':
        this.event('stepwell/branches', { branches: this.view.session?.branches() ?? [] });
        return;
      case 'breakpoint': {
        const own = this.groups.note(event.status);
        if (!own) return;
        const breakpoint = toDapBreakpoint(own, event.status);
        this.event('breakpoint', { reason: 'changed', breakpoint, stepwell: event.status });
        return;
      }
      case 'ended':
        this.tellEnd();
        return;
      case 'output':
        break;
    }
    for (const body of outputsOf(event)) this.event('output', withSource(body, this.main));
  }

  /** Lets go of the run. */
  async leave(then: 'continue' | 'cancel'): Promise<void> {
    this.phase = 'ended';
    this.configured.reject(protocolError('DEBUG_ENDED', 'The client has disconnected.'));
    this.configured.promise.catch(() => undefined);
    const { member } = this;
    this.forget();
    await member?.leave(then);
  }

  private forget(): void {
    this.stopListening?.();
    this.stopListening = null;
    this.member = null;
    this.progress.end();
    this.moved();
  }

  /** Leaves the run for another one. */
  async exchange(then: 'cancel' | 'stay'): Promise<void> {
    const { member } = this;
    this.forget();
    this.viewed = null;
    await member?.leave(then);
  }
}
