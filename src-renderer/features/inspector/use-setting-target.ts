import { type FocusEvent, useEffect, useRef } from 'react';
import { forgetTarget, rememberTarget, type SettingTarget } from './setting-target';

/** Makes a field the one that picked values go into, for as long as the keyboard was there last. */
export function useSettingTarget(
  step: string | null,
  label: string,
  insert: (expression: string) => void,
): (event: FocusEvent<HTMLElement>) => void {
  const latest = useRef(insert);
  const own = useRef<SettingTarget | null>(null);
  useEffect(() => {
    latest.current = insert;
  });
  useEffect(
    () => () => {
      if (own.current) forgetTarget(own.current);
    },
    [],
  );
  return ({ target, currentTarget }) => {
    // Fields contain each other: only the innermost is meant.
    if (target.closest('[data-setting]') !== currentTarget) return;
    own.current = { step, label, insert: (expression) => latest.current(expression) };
    rememberTarget(own.current);
  };
}
