import { TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import type { AppErrorData } from '@shared/errors/app-error';
import type { Recorded } from '@shared/runs/recorded';
import { costText } from '@shared/runs/cost';
import type { StepRun } from '@shared/runs/state';
import { findStep } from '@shared/workflow/graph/scopes';
import { EmptyState } from '../../ui/empty-state';
import { formatDuration } from '../../ui/format-duration';
import { useDocument } from '../document';
import { ValueView } from './data/value-view';
import { IterationPicker } from './iteration-picker';
import { statusText, stepStatusText } from './run-status';
import { useRuns } from './runs';
import { selectStepRun } from './select-step-run';
import { useStaleReason } from './stale';
import { StatusIcon } from './status-icon';
import { useValueActions } from './value-actions';
import { waitText } from './wait-words';
import styles from './step-data-panel.module.css';

export interface StepDataPanelProps {
  /** The step whose data is shown; the run's own input and output when null. */
  readonly step: string | null;
}

/** Input and output of the selected step in the shown run, side by side. */
export function StepDataPanel({ step }: StepDataPanelProps) {
  const run = useRuns((state) => state.run);
  const runs = useRuns((state) => (step ? state.steps.get(step) : undefined));
  const iterations = useRuns((state) => state.iterations);
  const inside = useRuns((state) => state.inside);
  const title = useDocument((state) =>
    step && state.workflow ? (findStep(state.workflow, step)?.title ?? step) : 'Run',
  );
  const { whyButton: Why } = useValueActions();
  const stale = useStaleReason(step ?? '');
  const stepRun = useMemo(
    () => selectStepRun(runs?.runs ?? [], iterations, inside),
    [runs, iterations, inside],
  );
  if (!run) {
    return (
      <EmptyState
        title="No run to look at"
        description="Run the workflow, then select a step to see what went in and what came out."
      />
    );
  }
  if (step === null) {
    return (
      <div className={styles.panel}>
        <StatusLine
          title={run.workflow.name}
          status={run.status}
          detail={run.cost === undefined ? '' : `, cost ${costText(run.cost)}`}
          error={run.error?.message}
        />
        <div className={styles.columns}>
          <ValueView title="Input" recorded={run.input} empty="No input" expression="input" />
          <ValueView title="Output" recorded={run.output} empty="No output yet" />
        </div>
      </div>
    );
  }
  if (!stepRun) {
    return (
      <EmptyState
        title={`${title} has not run`}
        description="It shows its input and output once a run reaches it."
        actions={Why && <Why step={step} path={inside} />}
      />
    );
  }
  return (
    <StepRunDetail
      title={title}
      stepRun={stepRun}
      expression={`steps.${step}`}
      {...(stale !== undefined && { stale })}
    >
      <IterationPicker runs={runs?.runs ?? []} current={stepRun} />
    </StepRunDetail>
  );
}

export interface StepRunDetailProps {
  readonly title: string;
  readonly stepRun: StepRun;
  /** How other steps refer to its output. */
  readonly expression?: string;
  /** Why it would not give this any more. */
  readonly stale?: string;
  readonly children?: React.ReactNode;
}

/** One step run: how it went, what went in and what came out. */
export function StepRunDetail({ title, stepRun, expression, stale, children }: StepRunDetailProps) {
  const { whyButton: Why, valueActions: Actions } = useValueActions();
  const { step, path } = stepRun;
  const input = stepRunSide(stepRun, 'input');
  const output = stepRunSide(stepRun, 'output');
  return (
    <div className={styles.panel}>
      <StepRunDetailStatus title={title} stepRun={stepRun} {...(stale !== undefined && { stale })}>
        {children}
        {Why && <Why step={step} path={path} />}
      </StepRunDetailStatus>
      <div className={styles.columns}>
        <ValueView
          title="Input"
          actions={Actions && stepRun.input && <Actions step={step} path={path} side="input" />}
          recorded={input.recorded}
          of={{ step, path, side: 'input' }}
          empty={input.empty}
        />
        <ValueView
          title="Output"
          actions={Actions && stepRun.output && <Actions step={step} path={path} side="output" />}
          recorded={output.recorded}
          of={{ step, path, side: 'output' }}
          empty={output.empty}
          {...(expression !== undefined && { expression })}
        />
      </div>
    </div>
  );
}

export interface StepRunStatusProps {
  readonly title?: string;
  readonly stepRun: StepRun;
  readonly stale?: string;
  readonly children?: React.ReactNode;
}

/** How a step run went, and what went wrong. */
export function StepRunDetailStatus({ title, stepRun, stale, children }: StepRunStatusProps) {
  return (
    <StatusLine
      {...(title !== undefined && { title })}
      status={stepRun.status}
      words={
        stepRun.status === 'waiting'
          ? `Waiting ${waitText(stepRun)}`
          : stepStatusText[stepRun.status]
      }
      detail={detailOf(stepRun)}
      error={stepRun.error && sentences(stepRun.error)}
      stale={stale}
    >
      {children}
    </StatusLine>
  );
}

/** What went in or came out of a step run, and what to say where there is nothing. */
export function stepRunSide(
  stepRun: StepRun,
  side: 'input' | 'output',
): {
  readonly recorded: Recorded | undefined;
  readonly empty: string;
  /** How other steps refer to it. */
  readonly expression?: string;
} {
  if (side === 'output') {
    return {
      recorded: stepRun.handled === 'fail' ? undefined : stepRun.output,
      empty: emptyOutput(stepRun),
      expression: `steps.${stepRun.step}`,
    };
  }
  return { recorded: stepRun.input, empty: emptyInput(stepRun) };
}

function emptyInput({ status, attempt, pinned, by }: StepRun): string {
  if (status === 'skipped') return 'Skipped, so it got no input';
  if (pinned) return 'Its pinned output stood in: it did not run';
  if (by === 'recorded' && attempt === 0) return 'It did not run: what it gave before stood in';
  return 'No input yet';
}

interface StatusLineProps {
  readonly title?: string;
  readonly status: StepRun['status'] | Parameters<typeof StatusIcon>[0]['status'];
  /** Instead of the state's own words. */
  readonly words?: string;
  readonly detail?: string;
  readonly error?: string | undefined;
  readonly stale?: string | undefined;
  readonly children?: React.ReactNode;
}

function StatusLine({ title, status, words, detail, error, stale, children }: StatusLineProps) {
  return (
    <div className={styles.status}>
      <StatusIcon status={status} />
      {title !== undefined && <strong>{title}</strong>}
      <span className={styles.detail}>
        {words ?? statusText[status]}
        {detail}
      </span>
      {children}
      {stale && (
        <p className={styles.stale}>
          <TriangleAlert size={12} aria-hidden /> Stale: {lowerFirst(stale)}
        </p>
      )}
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** What happened, then what to do. */
function sentences({ message, hint }: AppErrorData): string {
  return hint ? `${message.replace(/\.$/, '')}. ${hint}` : message;
}

function emptyOutput({ status }: StepRun): string {
  if (status === 'skipped') return 'Skipped, so there is no output';
  return status === 'failed' ? 'Failed, so there is no output' : 'No output yet';
}

const leaveTexts = {
  break: 'it ended the loop',
  continue: 'it ended its iteration',
  return: 'it ended the workflow',
} as const;

function detailOf(stepRun: StepRun): string {
  const parts = [
    stepRun.duration !== undefined &&
      stepRun.attempt > 0 &&
      `in ${formatDuration(stepRun.duration)}`,
    stepRun.pinned === true && 'with its pinned output',
    stepRun.by === 'recorded' && 'with what it gave before',
    stepRun.attempt > 1 && `attempt ${stepRun.attempt}`,
    stepRun.cost !== undefined &&
      `cost ${costText(stepRun.cost)}${stepRun.cost.unknown > 0 ? ' (its log says why)' : ''}`,
    stepRun.skipReason === 'not-taken' && 'no wire into it was taken',
    stepRun.skipReason === 'guard' && 'its skipWhen was true',
    stepRun.skipReason === 'decision' && 'somebody decided so',
    stepRun.leaves !== undefined && leaveTexts[stepRun.leaves],
    stepRun.skipReason === 'disabled' && 'it is disabled',
    stepRun.skipReason === 'error-policy' && 'it failed and its policy is to skip',
  ].filter((part) => part !== false);
  return parts.length === 0 ? '' : `, ${parts.join(', ')}`;
}
