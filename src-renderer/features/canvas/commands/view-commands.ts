import {
  FileImage,
  LayoutGrid,
  Map as MapIcon,
  Maximize,
  Scan,
  Search,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import type { Command } from '../../../app/commands/command';
import { canvasStore, mountedCanvas } from '../canvas-store';
import { isEditable, selectedSteps } from '../document-view';
import { startFinding } from '../find';
import { flowStore } from '../flow-store';
import { tidyUp } from '../layout/tidy-up';
import { exportPicture } from '../picture/export-picture';
import { fitAll, fitSelection, resetZoom, zoomIn, zoomOut } from '../zoom';

function isMounted(): boolean {
  return mountedCanvas() !== null;
}

function hasNodes(): boolean {
  return isMounted() && flowStore.getState().nodes.length > 0;
}

function exportCommand(format: 'svg' | 'png'): Command {
  return {
    id: `canvas.export.${format}`,
    title: `Export picture as ${format.toUpperCase()}…`,
    group: 'Canvas',
    icon: FileImage,
    keywords: ['image', 'save', 'share', 'drawing'],
    isEnabled: hasNodes,
    run: () => exportPicture(format),
  };
}

export const viewCommands: readonly Command[] = [
  exportCommand('svg'),
  exportCommand('png'),
  {
    id: 'canvas.find',
    title: 'Find on canvas…',
    group: 'Canvas',
    icon: Search,
    shortcut: 'Mod+F',
    scope: 'canvas',
    keywords: ['search'],
    isEnabled: hasNodes,
    run: () => startFinding(canvasStore.getState().find?.query ?? ''),
  },
  {
    id: 'canvas.tidyUp',
    title: 'Tidy up',
    group: 'Canvas',
    icon: LayoutGrid,
    shortcut: 'Shift+Alt+T',
    scope: 'canvas',
    keywords: ['layout', 'arrange', 'auto', 'align'],
    isEnabled: () => hasNodes() && isEditable(),
    run: tidyUp,
  },
  {
    id: 'canvas.fit',
    title: 'Fit the workflow in view',
    group: 'View',
    icon: Maximize,
    shortcut: ['1', 'Shift+1'],
    scope: 'canvas',
    keywords: ['zoom', 'all'],
    isEnabled: hasNodes,
    run: fitAll,
  },
  {
    id: 'canvas.fitSelection',
    title: 'Fit the selection in view',
    group: 'View',
    icon: Scan,
    shortcut: 'Shift+2',
    scope: 'canvas',
    keywords: ['zoom'],
    isEnabled: () => isMounted() && selectedSteps().length > 0,
    run: fitSelection,
  },
  {
    id: 'canvas.resetZoom',
    title: 'Zoom to 100 %',
    group: 'View',
    shortcut: '0',
    scope: 'canvas',
    isEnabled: isMounted,
    run: resetZoom,
  },
  {
    id: 'canvas.zoomIn',
    title: 'Zoom in',
    group: 'View',
    icon: ZoomIn,
    shortcut: ['+', '=', 'Mod++', 'Mod+='],
    scope: 'canvas',
    isEnabled: isMounted,
    run: zoomIn,
  },
  {
    id: 'canvas.zoomOut',
    title: 'Zoom out',
    group: 'View',
    icon: ZoomOut,
    shortcut: ['-', 'Mod+-'],
    scope: 'canvas',
    isEnabled: isMounted,
    run: zoomOut,
  },
  {
    id: 'canvas.toggleMinimap',
    title: 'Show or hide the minimap',
    group: 'View',
    icon: MapIcon,
    scope: 'canvas',
    isEnabled: isMounted,
    run: () => canvasStore.setState(({ minimap }) => ({ minimap: !minimap })),
  },
];
