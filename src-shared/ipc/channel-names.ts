import { contract } from './contract';
import { channelOf } from './define-contract';

export interface ChannelNames {
  readonly calls: readonly string[];
  readonly events: readonly string[];
}

/** All channels of the contract; injected into the preload at build time as its allow-list. */
export function channelNames(): ChannelNames {
  const calls: string[] = [];
  const events: string[] = [];
  for (const [namespace, members] of Object.entries(contract)) {
    for (const [member, spec] of Object.entries(members)) {
      (spec.type === 'call' ? calls : events).push(channelOf(namespace, member));
    }
  }
  return { calls, events };
}
