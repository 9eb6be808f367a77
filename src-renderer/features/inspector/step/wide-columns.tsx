import type { Step } from '@shared/workflow/model';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { Pane } from '../../../ui/pane';
import { SegmentedControl } from '../../../ui/segmented-control';
import { SplitPane } from '../../../ui/split-pane';
import { EmptyState } from '../../../ui/empty-state';
import { StepValuePanel } from '../../runs';
import { useTypes } from '../../types';
import { inspectorStore, showInputView, workbench } from '../../workbench';
import { FlowPanel } from '../flow/flow-panel';
import { typeLines } from '../flow/type-lines';

import css from './wide-columns.module.css';

export interface WideColumnsProps {
  readonly step: Step;
  /** Settings, code and behaviour: the middle. */
  readonly children: ReactNode;
}

/** Input, settings and output of one step side by side, from left to right as data flows. */
export function WideColumns({ step, children }: WideColumnsProps) {
  return (
    <SplitPane direction="horizontal" className={css.columns}>
      <Pane
        key="flow-in"
        id="flow-in"
        fixed
        minSize={180}
        defaultSize={workbench.sizeOf('flow-in', 320)}
        onResize={(size) => workbench.rememberSize('flow-in', size)}
      >
        <InputColumn step={step} />
      </Pane>
      <Pane key="flow-settings" id="flow-settings" minSize={260}>
        {children}
      </Pane>
      <Pane
        key="flow-out"
        id="flow-out"
        fixed
        minSize={180}
        defaultSize={workbench.sizeOf('flow-out', 360)}
        onResize={(size) => workbench.rememberSize('flow-out', size)}
      >
        <OutputColumn step={step} />
      </Pane>
    </SplitPane>
  );
}

function InputColumn({ step }: { readonly step: Step }) {
  const view = useStore(inspectorStore, (state) => state.inputView);
  return (
    <section className={css.column} aria-label="Input column">
      <header className={css.head}>
        <h3>Input</h3>
        <SegmentedControl
          label="View of the input"
          value={view}
          onValueChange={showInputView}
          segments={[
            { value: 'flow', label: 'Available' },
            { value: 'received', label: 'Received' },
          ]}
        />
      </header>
      <div className={css.body}>
        {view === 'flow' ? (
          <FlowPanel key={step.id} step={step} />
        ) : (
          <StepValuePanel step={step.id} side="input">
            <EmptyState
              compact
              title="It has not run"
              description="What its settings came to is shown once a run reaches it."
            />
          </StepValuePanel>
        )}
      </div>
    </section>
  );
}

function OutputColumn({ step }: { readonly step: Step }) {
  const types = useTypes();
  return (
    <section className={css.column} aria-label="Output column">
      <div className={css.body}>
        <StepValuePanel step={step.id} side="output">
          <header className={css.head}>
            <h3>Output</h3>
            <span className={css.about}>not run yet</span>
          </header>
          <pre className={css.type} tabIndex={0} aria-label="Type of the output">
            {types ? typeLines(types.outputOf(step.id)) : ''}
          </pre>
        </StepValuePanel>
      </div>
    </section>
  );
}
