import { Handle, Position } from '@xyflow/react';
import type { Port } from '@shared/steps/define-step';
import { endPeek, portPeek, startPeek } from '../../debugger';
import { classNames } from '../../../ui/class-names';
import { hasPortRows, portPoint } from '../model/node-size';
import type { StepNodeData } from '../model/to-flow';
import css from './node.module.css';

export interface PortsProps {
  readonly data: StepNodeData;
}

/** The ports of a node, where the wires expect them (see model/node-size.ts). */
export function PortHandles({ data }: PortsProps) {
  const { ports } = data;
  return (
    <>
      {ports.inputs.map((port) => (
        <PortHandle key={port.name} data={data} port={port} side="input" />
      ))}
      {ports.outputs.map((port) => (
        <PortHandle key={port.name} data={data} port={port} side="output" />
      ))}
    </>
  );
}

interface PortHandleProps extends PortsProps {
  readonly port: Port;
  readonly side: 'input' | 'output';
}

function PortHandle({ data, port, side }: PortHandleProps) {
  const point = portPoint(data.shape, data.ports, side, port.name, data.size);
  if (!point) return null;
  const name = port.label ?? port.name;
  const rows = hasPortRows(data.ports) && data.shape !== 'container';
  const labelled = rows && (side === 'output' || data.ports.inputs.length > 1);
  return (
    <>
      {labelled && (
        <span
          className={classNames(css.portRow, side === 'input' && css.portRowInput)}
          data-port={port.name}
          style={{ top: point.y }}
        >
          {name}
        </span>
      )}
      <Handle
        type={side === 'input' ? 'target' : 'source'}
        id={port.name}
        position={side === 'input' ? Position.Left : Position.Right}
        className={classNames(css.port, side === 'output' && css.portOut)}
        style={{ top: point.y }}
        role="button"
        aria-label={`${side === 'input' ? 'Input' : 'Output'} ${name} of ${data.step.title ?? data.step.id}`}
        data-port={port.name}
        onPointerEnter={(event) => {
          const at = { x: event.clientX, y: event.clientY };
          startPeek(() => portPeek(data.step.id, data.step.title ?? data.step.id, side, at));
        }}
        onPointerLeave={endPeek}
      >
        {!labelled && <span className={css.portName}>{name}</span>}
      </Handle>
    </>
  );
}
