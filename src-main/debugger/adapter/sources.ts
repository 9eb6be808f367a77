import { basename, resolve } from 'node:path';
import { createLocations, type Locations } from '@shared/debug/locations';
import type { ContentHash } from '@shared/lib/ids';
import { allScopes } from '@shared/workflow/graph/scopes';
import type { Workflow } from '@shared/workflow/model';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { DebugHost } from './host';
import { protocolError } from './protocol-error';

/** One text that the debugger shows: the run's own workflow as it was pinned, or one that it calls. */
export interface TextSource {
  readonly hash: ContentHash | null;
  readonly text: string;
  readonly workflow: Workflow | null;
  readonly locations: Locations;
  /** The file it is in, when there is one with exactly this text. */
  readonly path: string | null;
  readonly reference: number;
}

/** The texts of a debug session, found by version, by file, or by the number a client knows. */
export class Sources {
  private readonly byHash = new Map<ContentHash, TextSource>();
  private readonly byPath = new Map<string, TextSource>();
  private readonly all: TextSource[] = [];

  constructor(private readonly host: DebugHost) {}

  /** The text that a run is started with; `path` is the file it was read from. */
  addMain(text: string, path: string | null): TextSource {
    return this.add(text, null, path);
  }

  /** Tells which version a text has become. */
  name(source: TextSource, hash: ContentHash): void {
    if (!this.byHash.has(hash)) this.byHash.set(hash, { ...source, hash });
  }

  /** `workflow`: which one of the library it is, if any; its file is named then. */
  ofHash(hash: ContentHash, workflow: string | null = null): TextSource | null {
    const known = this.byHash.get(hash);
    if (known) return this.inFile(known, workflow);
    const text = this.host.textOf(hash);
    if (text === null) return null;
    const file = this.all.find((other) => other.text === text && other.path !== null);
    const source = file ? { ...file, hash } : this.add(text, hash, null);
    this.byHash.set(hash, source);
    return this.inFile(source, workflow);
  }

  /** The same with its file, once somebody knows whose text it is. */
  private inFile(source: TextSource, workflow: string | null): TextSource {
    const { hash, path, reference } = source;
    if (path !== null || hash === null || workflow === null) return source;
    const file = this.host.fileOf(workflow, hash);
    if (file === null) return source;
    const found = { ...source, path: file };
    this.byHash.set(hash, found);
    this.byPath.set(file, found);
    const at = this.all.findIndex((other) => other.reference === reference);
    if (at >= 0) this.all[at] = found;
    return found;
  }

  /** Files that a text calls, as far as they are named by their paths: they may be shown later. */
  async addCalled(from: TextSource, depth = 0): Promise<void> {
    if (from.path === null || from.workflow === null || depth > 8) return;
    for (const path of calledPaths(from.workflow, from.path, this.host)) {
      if (this.byPath.has(path)) continue;
      const file = await this.host.readProgram(path).catch(() => null);
      if (file) await this.addCalled(this.add(file.text, null, path), depth + 1);
    }
  }

  /** The source a client means: by number, else by path. */
  async find(asked: DebugProtocol.Source): Promise<TextSource> {
    const { sourceReference = 0, path } = asked;
    if (sourceReference > 0) {
      const found = this.all.find(({ reference }) => reference === sourceReference);
      if (found) return found;
      throw protocolError('DEBUG_SOURCE', `There is no source ${sourceReference} here.`);
    }
    if (path === undefined || path === '') {
      throw protocolError('DEBUG_SOURCE', 'The source has neither a path nor a reference.');
    }
    const full = resolve(path);
    const known = this.byPath.get(full);
    if (known) return known;
    return this.add((await this.host.readProgram(full)).text, null, full);
  }

  list(): readonly TextSource[] {
    return this.all;
  }

  private add(text: string, hash: ContentHash | null, path: string | null): TextSource {
    const parsed = parseWorkflow(text);
    const source: TextSource = {
      hash,
      text,
      workflow: parsed.workflow,
      locations: createLocations(parsed, this.host.kinds.find),
      path,
      reference: this.all.length + 1,
    };
    this.all.push(source);
    if (path !== null) this.byPath.set(path, source);
    return source;
  }
}

function calledPaths(workflow: Workflow, from: string, host: DebugHost): readonly string[] {
  const paths: string[] = [];
  for (const { step } of allScopes(workflow).values()) {
    const key = host.kinds.find(step.kind)?.calls?.workflow;
    const reference = key === undefined ? undefined : step.config[key];
    if (typeof reference === 'string' && /\.ya?ml$/i.test(reference)) {
      paths.push(resolve(from, '..', reference));
    }
  }
  return paths;
}

/** A source as the protocol has it: a file where there is one, else a number to ask its text by. */
export function toDapSource(source: TextSource): DebugProtocol.Source {
  const title = source.workflow?.name ?? 'workflow';
  if (source.path !== null) return { name: basename(source.path), path: source.path };
  return {
    name: `${title}.stepwell.yaml`,
    sourceReference: source.reference,
    origin: 'as the run was started with it',
  };
}
