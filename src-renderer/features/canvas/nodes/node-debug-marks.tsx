import { OutputGlyph, PortGlyph, StepGlyph, StepPauseLabel } from '../../debugger';
import { portPoint } from '../model/node-size';
import type { StepNodeData } from '../model/canvas-node';
import { useEdgesFrom } from '../use-edges-from';

export interface NodeDebugMarksProps {
  readonly data: StepNodeData;
  /** A run can stop at it; notes are never run. */
  readonly stops: boolean;
}

/** What the debugger draws at a step: its breakpoints, and where a branch stands. */
export function NodeDebugMarks({ data, stops }: NodeDebugMarksProps) {
  const { step } = data;
  const title = step.title ?? step.id;
  if (!stops) return null;
  return (
    <>
      <StepGlyph step={step.id} title={title} />
      <OutputGlyph step={step.id} title={title} />
      {data.ports.outputs.map(({ name, label }) => (
        <OutputPort key={name} data={data} port={name} label={label ?? name} />
      ))}
      <StepPauseLabel step={step.id} />
    </>
  );
}

interface OutputPortProps {
  readonly data: StepNodeData;
  readonly port: string;
  readonly label: string;
}

function OutputPort({ data, port, label }: OutputPortProps) {
  const edges = useEdgesFrom(data.step.id, port);
  const point = portPoint(data.shape, data.ports, 'output', port, data.size);
  if (!point || edges.length === 0) return null;
  const place = `${label} of ${data.step.title ?? data.step.id}`;
  return <PortGlyph edges={edges} place={place} top={point.y} />;
}
