import { Search } from 'lucide-react';
import { useState } from 'react';
import { toErrorData } from '@shared/errors/app-error';
import { type BecameTrue, logPast, whenTrue } from '@shared/debug/past-log';
import { allScopes } from '@shared/workflow/graph/scopes';
import { Button } from '../../../ui/button';
import { EmptyState } from '../../../ui/empty-state';
import { showErrorToast } from '../../../ui/error-toast';
import { formatRelativeTime } from '../../../ui/format-relative-time';
import { SegmentedControl } from '../../../ui/segmented-control';
import { Select } from '../../../ui/select';
import { TextField } from '../../../ui/text-field';
import { useDocument } from '../../document/index';
import { runsStore, useRuns } from '../../runs/index';
import { loadBlob, loadRun } from '../load-run';
import { loadPrograms } from '../programs';
import { jump } from '../seek';
import { useTime } from '../time-store';
import { HitList, type RunHit } from './hit-list';
import styles from './past.module.css';

type Question = 'log' | 'true';
type Runs = 'shown' | '10' | '50';

interface Answer {
  readonly hits: readonly RunHit[];
  readonly more: boolean;
  readonly became?: BecameTrue;
}

const runOptions = [
  { value: 'shown', label: 'This run' },
  { value: '10', label: 'The last 10 runs' },
  { value: '50', label: 'The last 50 runs' },
] as const;

/** Expressions over what is past: log points that were not there then, and when something became true. */
export function PastView() {
  const picture = useTime((state) => state.picture);
  const workflow = useDocument((state) => state.workflow);
  const selected = useDocument((state) => state.selection.steps.at(-1) ?? null);
  const [question, setQuestion] = useState<Question>('log');
  const [step, setStep] = useState<string | null>(null);
  const [when, setWhen] = useState<'before' | 'after'>('before');
  const [text, setText] = useState('');
  const [condition, setCondition] = useState('');
  const [runs, setRuns] = useState<Runs>('shown');
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [busy, setBusy] = useState(false);
  const steps = workflow === null ? [] : [...allScopes(workflow).values()];
  const chosen = step ?? selected ?? steps[0]?.step.id ?? null;
  if (picture === null) {
    return (
      <EmptyState
        title="No run to ask"
        description="Run the workflow once. Its log can then be asked anything, as often as you like, without running it again."
      />
    );
  }

  async function ask(): Promise<void> {
    if (text.trim() === '' || busy) return;
    setBusy(true);
    try {
      if (question === 'true') setAnswer(await becameTrue(text));
      else if (chosen !== null)
        setAnswer(await logPoints({ step: chosen, when, text, condition }, runs));
    } catch (error) {
      showErrorToast(toErrorData(error), 'The past could not be asked');
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className={styles.panel}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <SegmentedControl<Question>
          label="Question"
          value={question}
          segments={[
            { value: 'log', label: 'Log point' },
            { value: 'true', label: 'When did it become true?' },
          ]}
          onValueChange={(next) => {
            setQuestion(next);
            setAnswer(null);
          }}
        />
        {question === 'log' && (
          <>
            <Select
              label="When"
              size="sm"
              className={styles.when}
              value={when}
              options={[
                { value: 'before', label: 'Before' },
                { value: 'after', label: 'After' },
              ]}
              onValueChange={setWhen}
            />
            <Select
              label="Step"
              size="sm"
              className={styles.step}
              value={chosen}
              options={steps.map((one) => ({
                value: one.step.id,
                label: one.step.title ?? one.step.id,
              }))}
              onValueChange={setStep}
            />
          </>
        )}
        <TextField
          mono
          size="sm"
          label={question === 'log' ? 'What to log' : 'What became true'}
          placeholder={question === 'log' ? 'vars.total, or text with {{ }}' : 'vars.total > 100'}
          className={styles.text}
          value={text}
          onValueChange={setText}
        />
        {question === 'log' && (
          <>
            <TextField
              mono
              size="sm"
              label="Only where"
              placeholder="Only where… (optional)"
              className={styles.condition}
              value={condition}
              onValueChange={setCondition}
            />
            <Select
              label="Runs"
              size="sm"
              className={styles.runs}
              value={runs}
              options={runOptions}
              onValueChange={(next) => setRuns(next as Runs)}
            />
          </>
        )}
        <Button
          type="submit"
          size="sm"
          icon={<Search size={12} />}
          busy={busy}
          disabled={text.trim() === ''}
        >
          Ask
        </Button>
      </form>
      {answer !== null && <AnswerView answer={answer} />}
    </div>
  );
}

function AnswerView({ answer }: { readonly answer: Answer }) {
  const { became, hits, more } = answer;
  const several = useRuns((state) => hits.some((hit) => hit.run !== state.shown));
  if (became !== undefined && became.hit === null) {
    return (
      <p className={styles.none} role="status">
        {became.problem === null
          ? `It never became true; ${became.looked} moments at which it could have were looked at.`
          : `It could not be evaluated at any moment: ${became.problem}`}
      </p>
    );
  }
  if (hits.length === 0) {
    return (
      <p className={styles.none} role="status">
        The step was not passed in these runs, or the condition was never true.
      </p>
    );
  }
  return (
    <>
      <p className={styles.none} role="status">
        {became === undefined
          ? `${hits.length.toLocaleString('en')} hits${more ? ', the first of more' : ''}`
          : 'The first moment at which it was true:'}
      </p>
      <HitList hits={hits} showRun={several} />
    </>
  );
}

interface LogPoint {
  readonly step: string;
  readonly when: 'before' | 'after';
  readonly text: string;
  readonly condition: string;
}

async function logPoints(point: LogPoint, which: Runs): Promise<Answer> {
  const { shown, history } = runsStore.getState();
  const ids = which === 'shown' ? [shown] : history.slice(0, Number(which)).map((run) => run.id);
  const hits: RunHit[] = [];
  let more = false;
  for (const run of ids) {
    if (run === null) continue;
    const log = await loadRun(run);
    const search = { log, programs: await loadPrograms(log), load: loadBlob, goOn: pause };
    const found = await logPast(search, { ...point, limit: 5_000 });
    const runLabel = formatRelativeTime(log.at(1)?.time ?? 0, Date.now());
    hits.push(...found.hits.map((hit) => ({ ...hit, run, runLabel })));
    more ||= found.more;
  }
  return { hits, more };
}

async function becameTrue(text: string): Promise<Answer> {
  const { shown, log } = runsStore.getState();
  const search = { log, programs: await loadPrograms(log), load: loadBlob, goOn: pause };
  const became = await whenTrue(search, text);
  if (became.hit === null || shown === null) return { hits: [], more: false, became };
  jump(became.hit.seq);
  return { hits: [{ ...became.hit, run: shown, runLabel: '' }], more: false, became };
}

/** Lets the window paint and take input between two lots of hits. */
function pause(): Promise<boolean> {
  return new Promise((resolve) => setTimeout(() => resolve(true)));
}
