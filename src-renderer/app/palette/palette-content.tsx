import { findStepDefinition } from '@shared/steps/index';
import { Command as Cmdk } from 'cmdk';
import { LayoutTemplate, Search, Workflow } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { showStep } from '../../features/canvas/index';
import { documentStore, useDocument } from '../../features/document/index';
import { openWorkflow, useLibrary } from '../../features/library/index';
import { startFromTemplate, templatesStore, useTemplates } from '../../features/templates/index';
import { workbench } from '../../features/workbench/index';
import { StepIcon } from '../../step-views/step-icon';
import { isEnabled } from '../commands/command-registry';
import { commands } from '../commands/commands';
import { PaletteItem } from './palette-item';
import { findSteps, findTemplates, findWorkflows } from './palette-items';
import { rankCommands } from './rank-commands';
import css from './command-palette.module.css';

/** Its own component: mounted anew each time, it starts with an empty query. */
export function PaletteContent() {
  const [query, setQuery] = useState('');
  const entries = useLibrary((state) => state.entries);
  const current = useDocument((state) => state.id);
  const workflow = useDocument((state) => state.workflow);
  const offered = useMemo(
    () => commands.all.filter((command) => !command.hidden && isEnabled(command)),
    [],
  );
  const found = useMemo(() => rankCommands(offered, query), [offered, query]);
  const steps = useMemo(() => findSteps(workflow, query), [workflow, query]);
  const workflows = useMemo(
    () => findWorkflows(entries, query, current),
    [entries, query, current],
  );

  const { templates } = useTemplates();
  const starts = useMemo(() => findTemplates(templates, query), [templates, query]);
  useEffect(() => void templatesStore.getState().load(), []);

  function choose(act: () => void): void {
    workbench.setOpen('paletteOpen', false);
    // After the focus has gone back to where it was: commands look at what is focused.
    requestAnimationFrame(() => requestAnimationFrame(act));
  }

  return (
    <Cmdk label="Command palette" shouldFilter={false} loop>
      <div className={css.head}>
        <Search size={16} />
        <Cmdk.Input
          value={query}
          onValueChange={setQuery}
          placeholder="Type a command, a step, a workflow or a template"
          className={css.input}
        />
      </div>
      <Cmdk.List className={css.list}>
        <Cmdk.Empty className={css.empty}>Nothing is called “{query}”.</Cmdk.Empty>
        {found.map((command) => {
          const Icon = command.icon;
          return (
            <PaletteItem
              key={command.id}
              value={command.id}
              icon={Icon && <Icon size={16} />}
              title={command.title}
              detail={command.group}
              shortcut={commands.shortcutsOf(command)[0]}
              onChoose={() => choose(() => commands.run(command.id))}
            />
          );
        })}
        {steps.length > 0 && (
          <Cmdk.Group heading="Steps" className={css.group}>
            {steps.map((step) => (
              <PaletteItem
                key={step.id}
                value={`step:${step.id}`}
                icon={<StepIcon name={findStepDefinition(step.kind)?.icon} />}
                title={step.title}
                detail={step.id}
                onChoose={() => choose(() => goToStep(step.id))}
              />
            ))}
          </Cmdk.Group>
        )}
        {workflows.length > 0 && (
          <Cmdk.Group heading="Workflows" className={css.group}>
            {workflows.map((entry) => (
              <PaletteItem
                key={entry.id}
                value={`workflow:${entry.id}`}
                icon={<Workflow size={16} />}
                title={entry.name}
                detail="Open"
                onChoose={() => choose(() => void openWorkflow(entry.id))}
              />
            ))}
          </Cmdk.Group>
        )}
        {starts.length > 0 && (
          <Cmdk.Group heading="Templates" className={css.group}>
            {starts.map(({ id, name }) => (
              <PaletteItem
                key={id}
                value={`template:${id}`}
                icon={<LayoutTemplate size={16} />}
                title={name}
                detail="Use template"
                onChoose={() => choose(() => void startFromTemplate(id))}
              />
            ))}
          </Cmdk.Group>
        )}
      </Cmdk.List>
    </Cmdk>
  );
}

function goToStep(id: string): void {
  workbench.showScreen('workflow');
  documentStore.select({ steps: [id] });
  showStep(id);
}
