import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createServices, type Services } from '../../src-main/services/create-services';
import type { ServiceEvents } from '../../src-main/services/service-events';
import type { ServiceOptions } from '../../src-main/services/service-ports';
import { createStepKinds } from '../../src-main/steps';
import type { StepHost } from '../../src-main/steps/step-host';

/** Kinds as they ship; code steps do not run here. */
const host: StepHost = {
  sandbox: {
    run: () => Promise.reject(new Error('This test runs no code.')),
  } as unknown as StepHost['sandbox'],
  baseFolder: join(import.meta.dirname, '..'),
  userAgent: 'Stepwell/test',
};

/** Services on a profile, closed after the test. */
export async function openServices(
  profileFolder: string,
  options: Partial<ServiceOptions> & { readonly events?: Partial<ServiceEvents> } = {},
  hostOptions: { readonly sandbox?: Partial<StepHost['sandbox']> } = {},
): Promise<Services> {
  const sandbox = { ...host.sandbox, ...hostOptions.sandbox };
  const services = await createServices({
    profileFolder,
    samplesFolder: join(import.meta.dirname, '../../resources/samples'),
    createKinds: (services) => createStepKinds({ ...host, sandbox, ...services }),
    environment: { HOME: '/home/test' },
    ...options,
  });
  onTestFinished(() => services.close());
  return services;
}

export const threeSteps = `stepwell: 1
name: Three steps
input: { type: object, properties: { count: { type: integer } }, required: [count] }
steps:
  start: { kind: manual-start }
  double:
    kind: transform
    with: { value: "{{ input.count * 2 }}" }
  say:
    kind: log
    with: { message: "{{ steps.double }}" }
edges:
  - start -> double
  - double -> say
`;
