import {
  Activity,
  Code,
  Columns2,
  Columns3,
  Contrast,
  Command as CommandIcon,
  Keyboard,
  LibraryBig,
  ListTree,
  PanelBottom,
  PanelLeft,
  PanelRight,
  Settings,
  SunMoon,
  Workflow,
} from 'lucide-react';
import { documentStore } from '../../features/document/index';
import { settingsStore, shownTheme } from '../../features/settings/index';
import { workbench } from '../../features/workbench/index';
import type { Command } from './command';
import { focusPart, type WindowPart } from './focus-part';

function inWorkflow(): boolean {
  return workbench.getState().screen === 'workflow';
}

function hasOneStep(): boolean {
  return inWorkflow() && documentStore.getState().selection.steps.length === 1;
}

/** The keyboard goes along: into the settings, and back to the canvas. */
function toggleWide(): void {
  const wide = !workbench.getState().inspectorWide;
  workbench.widenInspector(wide);
  focusPart(wide ? 'inspector' : 'centre');
}

const centreCommands: readonly Command[] = (
  [
    ['canvas', 'Show the canvas', 'Alt+1', Workflow],
    ['split', 'Show canvas and source side by side', 'Alt+2', Columns2],
    ['source', 'Show the source', 'Alt+3', Code],
  ] as const
).map(([view, title, shortcut, icon]) => ({
  id: `view.${view}`,
  title,
  group: 'View',
  icon,
  shortcut,
  keywords: ['yaml', 'text', 'graph'],
  isEnabled: inWorkflow,
  run: () => workbench.showCentre(view),
}));

const focusCommands: readonly Command[] = (
  [
    ['sidebar', 'Go to the side bar', 'Mod+0'],
    ['centre', 'Go to the canvas or source', 'Mod+1'],
    ['inspector', 'Go to the inspector', 'Mod+2'],
    ['panel', 'Go to the bottom panel', 'Mod+3'],
  ] as const satisfies readonly (readonly [WindowPart, string, string])[]
).map(([part, title, shortcut]) => ({
  id: `focus.${part}`,
  title,
  group: 'Go to',
  shortcut,
  keywords: ['focus', 'keyboard'],
  isEnabled: inWorkflow,
  run: () => focusPart(part),
}));

const sideBarCommands: readonly Command[] = (
  [
    [
      'showLibraryPanel',
      'library',
      'Show the library beside the canvas',
      'Mod+Shift+E',
      LibraryBig,
    ],
    ['showRuns', 'runs', 'Show the runs of this workflow', 'Mod+Shift+R', Activity],
    ['showOutline', 'outline', 'Show the outline', 'Mod+Shift+O', ListTree],
  ] as const
).map(([name, tab, title, shortcut, icon]) => ({
  id: `view.${name}`,
  title,
  group: 'View',
  icon,
  shortcut,
  keywords: ['side bar', 'explorer', 'history', 'steps', 'tree'],
  isEnabled: inWorkflow,
  run() {
    workbench.showSidebar(tab);
    focusPart('sidebar');
  },
}));

const panelCommands: readonly Command[] = (
  [
    ['showProblems', 'problems', 'Show problems', 'Mod+Shift+M', ['errors', 'warnings']],
    ['showData', 'data', 'Show data', null, ['input', 'output', 'values']],
    [
      'showSteps',
      'steps',
      'Show the steps of the run',
      null,
      ['tree', 'iterations', 'sub-workflow', 'calls'],
    ],
    ['showLog', 'log', 'Show log', 'Mod+Shift+U', []],
  ] as const
).map(([name, tab, title, shortcut, keywords]) => ({
  id: `view.${name}`,
  title,
  group: 'View',
  ...(shortcut !== null && { shortcut }),
  keywords,
  isEnabled: inWorkflow,
  run() {
    workbench.showPanel(tab);
    focusPart('panel');
  },
}));

/** What the shell itself can do. */
export const viewCommands: readonly Command[] = [
  {
    id: 'palette.open',
    title: 'Command palette…',
    group: 'View',
    icon: CommandIcon,
    shortcut: ['Mod+K', 'Mod+Shift+P', 'F1'],
    hidden: true,
    run: () => workbench.setOpen('paletteOpen', true),
  },
  {
    id: 'view.toggleSidebar',
    title: 'Toggle side bar',
    group: 'View',
    icon: PanelLeft,
    shortcut: 'Mod+B',
    keywords: ['outline', 'library', 'runs', 'left'],
    isEnabled: inWorkflow,
    run: () => workbench.toggle('sidebarOpen'),
  },
  {
    id: 'view.togglePanel',
    title: 'Toggle bottom panel',
    group: 'View',
    icon: PanelBottom,
    shortcut: 'Mod+J',
    keywords: ['problems', 'log', 'data', 'timeline'],
    isEnabled: inWorkflow,
    run: () => workbench.toggle('panelOpen'),
  },
  {
    id: 'view.toggleInspector',
    title: 'Toggle inspector',
    group: 'View',
    icon: PanelRight,
    shortcut: 'Mod+Alt+B',
    keywords: ['details', 'settings', 'right'],
    isEnabled: inWorkflow,
    run: () => workbench.toggle('inspectorOpen'),
  },
  {
    id: 'view.widenInspector',
    title: 'Show input, settings and output side by side',
    group: 'View',
    icon: Columns3,
    shortcut: 'Alt+Enter',
    keywords: ['inspector', 'details', 'wide', 'data', 'step'],
    isEnabled: hasOneStep,
    run: toggleWide,
  },
  ...centreCommands,
  ...sideBarCommands,
  ...focusCommands,
  ...panelCommands,
  {
    id: 'view.toggleTheme',
    title: 'Switch between light and dark',
    group: 'Settings',
    icon: SunMoon,
    keywords: ['theme', 'night'],
    run: () => settingsStore.setTheme(shownTheme() === 'light' ? 'dark' : 'light'),
  },
  {
    id: 'view.highContrast',
    title: 'Switch high contrast on or off',
    group: 'Settings',
    icon: Contrast,
    keywords: ['theme', 'accessibility', 'vision'],
    run: () => settingsStore.setTheme(shownTheme() === 'contrast' ? 'system' : 'contrast'),
  },
  {
    id: 'settings.open',
    title: 'Settings…',
    group: 'Settings',
    icon: Settings,
    shortcut: 'Mod+,',
    keywords: ['preferences', 'theme', 'wheel'],
    run: () => workbench.showSettings('general'),
  },
  {
    id: 'settings.keyboard',
    title: 'Change keyboard shortcuts…',
    group: 'Settings',
    icon: Keyboard,
    keywords: ['keys', 'keybindings', 'rebind', 'hotkeys'],
    run: () => workbench.showSettings('keyboard'),
  },
  {
    id: 'help.shortcuts',
    title: 'Keyboard shortcuts',
    group: 'Help',
    icon: Keyboard,
    shortcut: '?',
    scope: 'list',
    keywords: ['keys', 'help'],
    run: () => workbench.setOpen('shortcutsOpen', true),
  },
];
