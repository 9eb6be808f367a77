import { z } from 'zod';

/** The name of what happened, such as `order.paid`; the same everywhere in a profile. */
export function topicName() {
  return z.string({ error: 'must be the name of a topic' }).regex(topicPattern, {
    error: 'must be a name of letters, digits and _ . : / - such as order.paid',
  });
}

export const topicPattern = /^[A-Za-z0-9][A-Za-z0-9_.:/-]{0,199}$/;
