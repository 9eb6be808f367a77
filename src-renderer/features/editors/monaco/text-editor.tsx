import type { editor } from 'monaco-editor/editor';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { takeDrops } from '../expression/take-drops';
import { baseOptions } from './editor-options';
import { loadedMonaco, loadMonaco } from './load-monaco';
import type { Monaco, TextEditorInstance } from './monaco-types';
import styles from './text-editor.module.css';
import { smallestChange } from './text-model-change';
import { applyChangesToModel } from './text-model-edits';

export interface TextEditorProps {
  readonly value: string;
  /** Every keystroke; the caller debounces what is costly. */
  readonly onChange: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly onFocus?: (() => void) | undefined;
  readonly language: string;
  /** Accessible name of the editor. */
  readonly label: string;
  readonly options: editor.IStandaloneEditorConstructionOptions;
  /** Grows with its text between these numbers of lines; absent: fills its parent. */
  readonly lines?: { readonly min: number; readonly max: number } | undefined;
  readonly readOnly?: boolean | undefined;
  readonly placeholder?: string | undefined;
  readonly autoFocus?: boolean | undefined;
  /** Called once the editor stands; what it returns is called before the editor goes. */
  readonly onMount?:
    ((instance: TextEditorInstance, monaco: Monaco) => (() => void) | void) | undefined;
}

/** Monaco as a controlled text field that never loses the caret when its value is changed from outside. */
export function TextEditor(props: TextEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const instance = useRef<TextEditorInstance | null>(null);
  /** The last text that went out through `onChange`: its echo is no change from outside. */
  const emitted = useRef(props.value);
  const applying = useRef(false);
  const [ready, setReady] = useState(loadedMonaco() !== undefined);

  const seen = useWasSeen(host, ready || (props.autoFocus ?? false));
  /** It was walked to by key before Monaco was here. */
  const reached = useRef(false);

  useEffect(() => {
    if (ready || !seen) return;
    let gone = false;
    void loadMonaco().then(() => {
      if (!gone) setReady(true);
    });
    return () => {
      gone = true;
    };
  }, [ready, seen]);

  const emit = useEffectEvent((text: string) => {
    emitted.current = text;
    props.onChange(text);
  });
  const blurred = useEffectEvent(() => props.onBlur?.());
  const focused = useEffectEvent(() => props.onFocus?.());
  const mount = useEffectEvent((monaco: Monaco, element: HTMLElement) => {
    const model = monaco.editor.createModel(props.value, props.language);
    const created = monaco.editor.create(element, {
      ...baseOptions,
      ...props.options,
      model,
      ariaLabel: props.label,
      readOnly: props.readOnly ?? false,
      ...(props.placeholder !== undefined && { placeholder: props.placeholder }),
    });
    emitted.current = props.value;
    if (props.autoFocus || reached.current) created.focus();
    const unmount = props.onMount?.(created, monaco);
    return { created, model, unmount };
  });

  useEffect(() => {
    const element = host.current;
    const loaded = loadedMonaco();
    if (!ready || !element || !loaded) return;
    const { created, model, unmount } = mount(loaded.monaco, element);
    instance.current = created;
    const subscriptions = [
      created.onDidChangeModelContent(() => {
        if (!applying.current) emit(model.getValue());
      }),
      created.onDidBlurEditorWidget(() => blurred()),
      created.onDidFocusEditorWidget(() => focused()),
      { dispose: takeDrops(created) },
    ];
    return () => {
      if (typeof unmount === 'function') unmount();
      for (const subscription of subscriptions) subscription.dispose();
      instance.current = null;
      created.dispose();
      model.dispose();
    };
  }, [ready]);

  useEffect(() => {
    const model = instance.current?.getModel();
    if (!model || props.value === emitted.current) return;
    const change = smallestChange(model.getValue(), props.value);
    emitted.current = props.value;
    if (!change) return;
    applying.current = true;
    applyChangesToModel(model, [change]);
    applying.current = false;
  }, [props.value]);

  useEffect(() => {
    const model = instance.current?.getModel();
    if (model) loadedMonaco()?.monaco.editor.setModelLanguage(model, props.language);
  }, [props.language]);

  useEffect(() => {
    instance.current?.updateOptions({
      readOnly: props.readOnly ?? false,
      ariaLabel: props.label,
      placeholder: props.placeholder ?? '',
    });
  }, [props.readOnly, props.label, props.placeholder]);

  const height = useContentHeight(instance, ready, props.lines);
  return (
    <div
      ref={host}
      className={styles.host}
      style={height === null ? undefined : { height }}
      data-editor={props.language}
      aria-busy={!ready}
      tabIndex={ready ? undefined : 0}
      onFocus={() => {
        reached.current = !ready;
      }}
      onBlur={() => {
        reached.current = false;
      }}
    >
      {!ready && <pre className={styles.loading}>{props.value}</pre>}
    </div>
  );
}

/** Whether it has been on screen: Monaco is large, and a form may end in an editor nobody scrolls to. */
function useWasSeen(host: React.RefObject<HTMLElement | null>, atOnce: boolean): boolean {
  const [seen, setSeen] = useState(atOnce);
  useEffect(() => {
    const element = host.current;
    if (seen || !element) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [host, seen]);
  return seen;
}

/** The height for the text, between the least and the most lines; null when the parent decides. */
function useContentHeight(
  instance: React.RefObject<TextEditorInstance | null>,
  ready: boolean,
  lines: TextEditorProps['lines'],
): number | null {
  const [contentHeight, setContentHeight] = useState(0);
  useEffect(() => {
    const created = instance.current;
    if (!created) return;
    const update = (): void => setContentHeight(created.getContentHeight());
    update();
    const subscription = created.onDidContentSizeChange(update);
    return () => subscription.dispose();
  }, [instance, ready]);
  if (!lines) return null;
  const lineHeight = 18;
  const padding = 8;
  const least = lines.min * lineHeight + padding;
  const most = lines.max * lineHeight + padding;
  return Math.min(Math.max(contentHeight, least), most);
}
