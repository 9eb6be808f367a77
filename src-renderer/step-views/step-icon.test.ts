import { describe, expect, it } from 'vitest';
import { allStepDefinitions } from '@shared/steps';
import { stepIcons } from './step-icon';

describe('stepIcons', () => {
  it('has every icon that a definition names', () => {
    const missing = allStepDefinitions.map(({ icon }) => icon).filter((icon) => !stepIcons[icon]);
    expect(missing).toEqual([]);
  });
});
