import type { ExpressionHost } from '../editors';
import type { SettingPath } from './form/form-context';

const host: ExpressionHost = {
  complete: () => [],
  hover: () => null,
  diagnose: () => [],
  preview: () => ({ type: 'none' }),
};

/** What an expression at a setting can see. */
export function useExpressionHost(_path: SettingPath, _locals: readonly string[]): ExpressionHost {
  return host;
}
