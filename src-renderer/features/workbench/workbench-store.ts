import { createStore, type StoreApi } from 'zustand/vanilla';
import type { JsonValue } from '@shared/lib/json';
import type { SettingsPage } from '../settings/index';

// Which parts of the window are open and how large they are. View state: remembered, never part
// of a document. Features call it to bring their part to the front.

export type Screen = 'library' | 'workflow';
/** Pages of the home screen. */
export type HomePage = 'workflows' | 'templates' | 'runs' | 'trash';
const centreViews = ['canvas', 'split', 'source'] as const;
export type CentreView = (typeof centreViews)[number];
const sidebarTabs = ['library', 'search', 'debug', 'runs', 'outline'] as const;
export type SidebarTab = (typeof sidebarTabs)[number];
const panelTabs = [
  'problems',
  'references',
  'data',
  'steps',
  'timeline',
  'console',
  'log',
] as const;
/** Tabs of the bottom panel, by id; the shell lists them. */
export type PanelTab = (typeof panelTabs)[number];

export interface WorkbenchState {
  readonly screen: Screen;
  readonly home: HomePage;
  readonly centre: CentreView;
  readonly sidebarOpen: boolean;
  readonly sidebarTab: SidebarTab;
  readonly inspectorOpen: boolean;
  /** The step's details take the middle of the window: input, settings and output side by side. */
  readonly inspectorWide: boolean;
  readonly panelOpen: boolean;
  readonly panelTab: PanelTab;
  /** The step whose code is open beside the canvas. */
  readonly codeStep: string | null;
  readonly paletteOpen: boolean;
  readonly shortcutsOpen: boolean;
  readonly settingsOpen: boolean;
  readonly settingsPage: SettingsPage;
}

export interface WorkbenchActions {
  showScreen(screen: Screen): void;
  /** Brings the home screen to the front, at a page. */
  showHome(home: HomePage): void;
  showCentre(centre: CentreView): void;
  /** Opens the bottom panel at a tab. */
  showPanel(tab: PanelTab): void;
  showSidebar(tab: SidebarTab): void;
  showInspector(): void;
  /** Gives the step's details the middle of the window, or takes it back. */
  widenInspector(wide: boolean): void;
  /** Opens the code of a step beside the canvas, or closes it. */
  showCode(step: string | null): void;
  showSettings(page: SettingsPage): void;
  toggle(part: TogglePart): void;
  setOpen(part: TogglePart, open: boolean): void;
  /** Remembered sizes in pixels, by pane. */
  sizeOf(pane: string, fallback: number): number;
  rememberSize(pane: string, pixels: number): void;
}

export type TogglePart =
  'sidebarOpen' | 'inspectorOpen' | 'panelOpen' | 'paletteOpen' | 'shortcutsOpen' | 'settingsOpen';

export interface WorkbenchDeps {
  readonly readView: (key: string) => JsonValue | undefined;
  readonly writeView: (key: string, value: JsonValue) => void;
}

export interface WorkbenchStore extends StoreApi<WorkbenchState>, WorkbenchActions {
  /** Takes the remembered state, once settings are there. */
  restore(): void;
}

const remembered = [
  'centre',
  'sidebarOpen',
  'sidebarTab',
  'inspectorOpen',
  'panelOpen',
  'panelTab',
] as const satisfies readonly (keyof WorkbenchState)[];

/** Those with a name: a stored one that is no more, from another version, is passed over. */
const known: Readonly<Partial<Record<keyof WorkbenchState, readonly string[]>>> = {
  centre: centreViews,
  sidebarTab: sidebarTabs,
  panelTab: panelTabs,
};

const initial: WorkbenchState = {
  screen: 'library',
  home: 'workflows',
  centre: 'canvas',
  sidebarOpen: true,
  sidebarTab: 'outline',
  inspectorOpen: true,
  inspectorWide: false,
  panelOpen: false,
  panelTab: 'problems',
  codeStep: null,
  paletteOpen: false,
  shortcutsOpen: false,
  settingsOpen: false,
  settingsPage: 'general',
};

export function createWorkbenchStore(deps: WorkbenchDeps): WorkbenchStore {
  const store = createStore<WorkbenchState>(() => initial);

  function apply(part: Partial<WorkbenchState>): void {
    store.setState(part);
    for (const key of remembered) {
      const value = part[key];
      if (value !== undefined) deps.writeView(`workbench.${key}`, value);
    }
  }

  function restore(): void {
    const part: Record<string, JsonValue> = {};
    for (const key of remembered) {
      const value = deps.readView(`workbench.${key}`);
      if (value === undefined || typeof value !== typeof initial[key]) continue;
      if (known[key]?.includes(String(value)) ?? true) part[key] = value;
    }
    store.setState(part as Partial<WorkbenchState>);
  }

  return {
    ...store,
    restore,
    showScreen: (screen) => apply({ screen }),
    showHome: (home) => apply({ screen: 'library', home }),
    showCentre: (centre) => apply({ screen: 'workflow', centre }),
    showPanel: (panelTab) => apply({ panelOpen: true, panelTab }),
    showSidebar: (sidebarTab) => apply({ sidebarOpen: true, sidebarTab }),
    showInspector: () => apply({ inspectorOpen: true }),
    widenInspector: (inspectorWide) => apply({ inspectorWide }),
    showCode: (codeStep) => apply({ codeStep }),
    showSettings: (settingsPage) =>
      apply({ settingsOpen: true, settingsPage, shortcutsOpen: false }),
    toggle: (part) => apply({ [part]: !store.getState()[part] }),
    setOpen: (part, open) => apply({ [part]: open }),
    sizeOf: (pane, fallback) => {
      const size = deps.readView(`size.${pane}`);
      return typeof size === 'number' && size > 40 ? size : fallback;
    },
    rememberSize: (pane, pixels) => {
      // A pane that is being closed reports zero.
      if (pixels > 40) deps.writeView(`size.${pane}`, Math.round(pixels));
    },
  };
}
