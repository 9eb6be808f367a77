import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { version } from '../../package.json';
import { createLanes } from '../sandbox/lanes';
import { bareEnvironment } from '../sandbox/quickjs/open-process';
import { createQuickJsSandbox } from '../sandbox/quickjs/quickjs-sandbox';
import { createCodeSandbox } from '../sandbox/sandbox';
import { createNodeSpawner } from '../sandbox/spawn-node-process';
import { createServices, type Services } from '../services/create-services';
import type { ServiceEvents } from '../services/service-events';
import { createStepKinds } from '../steps/index';

export interface HeadlessOptions {
  /** The profile's folder; null for one that is thrown away afterwards. */
  readonly profile: string | null;
  readonly events?: Partial<ServiceEvents>;
  /** Who starts the runs of debug adapters. */
  readonly debugAs?: string;
}

/** The services without a window, for the time of `work`; everything is closed afterwards. */
export async function withServices<T>(
  options: HeadlessOptions,
  work: (services: Services) => Promise<T>,
): Promise<T> {
  const temporary = options.profile === null ? mkdtempSync(join(tmpdir(), 'stepwell-')) : null;
  const entry = (name: string) => join(import.meta.dirname, `${name}.js`);
  const sandbox = createLanes(
    createCodeSandbox({ spawn: createNodeSpawner(entry('sandbox-child')) }),
    createQuickJsSandbox({
      spawn: createNodeSpawner(entry('quickjs-child'), bareEnvironment()),
      stripEntry: entry('strip-worker'),
      reason: 'The command line opens no windows',
    }),
  );
  try {
    const services = await createServices({
      profileFolder: options.profile ?? temporary ?? '',
      samplesFolder: join(dirname(dirname(import.meta.dirname)), 'resources', 'samples'),
      createKinds: (host) =>
        createStepKinds({
          ...host,
          sandbox,
          baseFolder: process.cwd(),
          userAgent: `Stepwell/${version}`,
        }),
      environment: process.env,
      trustFiles: true,
      storageThread: { entry: entry('storage-thread') },
      ...(options.events && { events: options.events }),
      ...(options.debugAs !== undefined && { debugAs: options.debugAs }),
    });
    try {
      return await work(services);
    } finally {
      await services.close();
    }
  } finally {
    await sandbox.close();
    if (temporary) rmSync(temporary, { recursive: true, force: true });
  }
}
