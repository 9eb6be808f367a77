import { Code, Columns2, Workflow } from 'lucide-react';
import { type CentreView, useWorkbench, workbench } from '../../features/workbench/index';
import { type Segment, SegmentedControl } from '../../ui/segmented-control';
import css from './view-switch.module.css';

const views: readonly Segment<CentreView>[] = [
  { value: 'canvas', label: 'Canvas', icon: <Workflow /> },
  { value: 'split', label: 'Split', icon: <Columns2 /> },
  { value: 'source', label: 'Source', icon: <Code /> },
];

export function ViewSwitch() {
  const centre = useWorkbench((state) => state.centre);
  return (
    <SegmentedControl
      label="View"
      value={centre}
      segments={views}
      onValueChange={workbench.showCentre}
      className={css.switch}
    />
  );
}
