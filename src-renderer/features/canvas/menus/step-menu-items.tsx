import { Braces, ExternalLink, Hash } from 'lucide-react';
import type { StepId } from '@shared/workflow/model';
import {
  BreakpointMenuItems,
  debugCommands,
  editBreakpointAt,
  useDebugger,
  useStandsAt,
} from '../../debugger';
import { announce } from '../../../ui/announcer';
import { MenuItem } from '../../../ui/menu-item';
import { MenuSeparator } from '../../../ui/menu-separator';
import { isPinned } from '../commands/step-commands';
import { StepIcon } from '../../../step-views/step-icon';
import { isEditable, selectedSteps } from '../document-view';
import { canFold } from '../folding';
import { isFrozen } from '../freeze';
import { selectedGroups } from '../groups/group-actions';
import { insertStep } from '../insert-step';
import { calledBy, openCalled } from '../open-called';
import { addWords, useEntryKinds } from '../nodes/container-parts';
import { currentIndex, definitionOf } from '../view';
import { ArrangeMenu } from './arrange-menu';
import { canvasCommand as command } from './canvas-command';
import { CommandItem } from './command-item';
import { NoteColours } from './note-colours';

/** Where a run stops, and how far it goes. */
function DebugItems({ step }: { readonly step: StepId }) {
  const standsHere = useStandsAt(step);
  const debugging = useDebugger((state) => state.phase !== 'off');
  return (
    <>
      <CommandItem command={debugCommand('debug.executeStep')} />
      <CommandItem command={debugCommand('debug.runTo')}>Run to here</CommandItem>
      <CommandItem command={debugCommand('debug.runFrom')}>Run from here</CommandItem>
      <CommandItem command={debugCommand('debug.debugFrom')}>Debug from here</CommandItem>
      {standsHere ? (
        <>
          <CommandItem command={debugCommand('debug.restartStep')}>Restart this step</CommandItem>
          <CommandItem command={debugCommand('debug.skip')}>Skip this step…</CommandItem>
        </>
      ) : (
        debugging && (
          <CommandItem command={debugCommand('debug.setNext')}>Set as the next step</CommandItem>
        )
      )}
      <MenuSeparator />
      <BreakpointMenuItems target={{ type: 'step', step }} brief />
      <MenuItem
        onSelect={() => editBreakpointAt({ type: 'data', path: `steps.${step}` }, 'condition')}
      >
        Break on output change…
      </MenuItem>
    </>
  );
}

function copyText(text: string, words: string): void {
  void navigator.clipboard.writeText(text).then(() => announce(words));
}

function debugCommand(id: string) {
  return debugCommands.find((candidate) => candidate.id === id);
}

/** For a frame, or a step of a group. */
function FoldItem() {
  if (canFold(true))
    return <CommandItem command={command('canvas.collapse')}>Collapse</CommandItem>;
  if (canFold(false)) return <CommandItem command={command('canvas.expand')}>Expand</CommandItem>;
  return null;
}

export interface StepMenuItemsProps {
  readonly step: StepId;
}

/** `Add catch`, `Add finally`: the parts that a container can have. */
function AddPartItems({ container }: { readonly container: StepId }) {
  const kinds = useEntryKinds(container);
  if (kinds.length === 0) return null;
  return (
    <>
      <MenuSeparator />
      {kinds.map((definition) => (
        <MenuItem
          key={definition.kind}
          icon={<StepIcon name={definition.icon} size={14} />}
          disabled={!isEditable()}
          onSelect={() => insertStep(definition, { place: { x: 0, y: 0 }, parent: container })}
        >
          {addWords(definition)}
        </MenuItem>
      ))}
    </>
  );
}

export function StepMenuItems({ step }: StepMenuItemsProps) {
  const many = selectedSteps().length > 1;
  const runs = !definitionOf(step)?.annotation;
  const called = calledBy(step);
  const disabled = currentIndex().steps.get(step)?.step.disabled ?? false;
  return (
    <>
      <CommandItem command={command('canvas.openStep')}>Open</CommandItem>
      {!many && called !== undefined && (
        <MenuItem icon={<ExternalLink size={14} />} onSelect={() => void openCalled(step)}>
          {`Open workflow “${called}”`}
        </MenuItem>
      )}
      {runs && !many && <DebugItems step={step} />}
      {!many && <AddPartItems container={step} />}
      <MenuSeparator />
      {runs && !many && (
        <CommandItem command={command('canvas.togglePin')}>
          {isPinned(step) ? 'Unpin output' : 'Pin output'}
        </CommandItem>
      )}
      {runs && !many && (
        <CommandItem command={command('canvas.mockOutput')}>Mock output…</CommandItem>
      )}
      {runs && !many && (
        <CommandItem command={command('canvas.freeze')}>
          {isFrozen(step) ? 'Unfreeze up to here' : 'Freeze up to here'}
        </CommandItem>
      )}
      {runs && (
        <CommandItem command={command('canvas.toggleDisabled')}>
          {disabled ? 'Enable' : 'Disable'}
        </CommandItem>
      )}
      {runs && <MenuSeparator />}
      <CommandItem command={command('canvas.copy')}>Copy</CommandItem>
      <CommandItem command={command('canvas.cut')}>Cut</CommandItem>
      <CommandItem command={command('canvas.duplicate')}>Duplicate</CommandItem>
      {!many && <CommandItem command={command('canvas.renameStep')}>Rename</CommandItem>}
      {runs && !many && (
        <CommandItem command={command('canvas.replaceStep')}>Replace by…</CommandItem>
      )}
      {runs && <CommandItem command={command('canvas.extract')} />}
      {!many && called !== undefined && <CommandItem command={command('canvas.inlineCall')} />}
      <CommandItem command={command('canvas.group')}>Group</CommandItem>
      {selectedGroups().length > 0 && (
        <CommandItem command={command('canvas.ungroup')}>Ungroup</CommandItem>
      )}
      <FoldItem />
      <MenuSeparator />
      {!many && (
        <>
          <CommandItem command={command('canvas.revealInSource')}>Reveal in file</CommandItem>
          <MenuItem icon={<Hash size={14} />} onSelect={() => copyText(step, 'Id copied')}>
            Copy id
          </MenuItem>
        </>
      )}
      {runs && !many && (
        <MenuItem
          icon={<Braces size={14} />}
          onSelect={() => copyText(`{{ steps.${step} }}`, 'Expression copied')}
        >
          Copy as expression
        </MenuItem>
      )}
      {!runs && !many && <NoteColours step={step} />}
      {many && <ArrangeMenu />}
      <MenuSeparator />
      <CommandItem command={command('canvas.delete')} danger>
        Delete
      </CommandItem>
    </>
  );
}
