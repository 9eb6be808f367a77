import { Handle, Position } from '@xyflow/react';
import type { Port } from '@shared/steps/define-step';
import { endPeek, portPeek, startPeek } from '../../debugger';
import { usePortData } from '../../runs';
import { classNames } from '../../../ui/class-names';
import { hasPortRows, portPoint } from '../model/node-size';
import type { BoxData, StepNodeData } from '../model/canvas-node';
import { type DataPlace, PortData } from './port-data';
import type { PortOwner } from './port-owner';
import css from './ports.module.css';

export interface PortsProps {
  readonly data: BoxData;
  readonly ownerOf: (port: string) => PortOwner;
}

/** The ports of a node, where the wires expect them (see model/node-size.ts). */
export function PortHandles(props: PortsProps) {
  const { ports } = props.data;
  return (
    <>
      {ports.inputs.map((port) => (
        <PortHandle key={port.name} {...props} port={port} side="input" />
      ))}
      {ports.outputs.map((port) => (
        <PortHandle key={port.name} {...props} port={port} side="output" />
      ))}
    </>
  );
}

/** A step's own ports. */
export function StepPorts({ data }: { readonly data: StepNodeData }) {
  const { id, title = id } = data.step;
  return <PortHandles data={data} ownerOf={(port) => ({ step: id, title, port })} />;
}

interface PortHandleProps extends PortsProps {
  readonly port: Port;
  readonly side: 'input' | 'output';
}

function PortHandle({ data, ownerOf, port, side }: PortHandleProps) {
  const owner = ownerOf(port.name);
  const held = usePortData(side === 'output' ? owner.step : '', owner.port);
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
          data-port={owner.port}
          dir="auto"
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
        aria-label={`${side === 'input' ? 'Input' : 'Output'} ${name} of ${owner.title}`}
        data-port={owner.port}
        data-holds={held === undefined ? undefined : ''}
        onPointerEnter={(event) => {
          const at = { x: event.clientX, y: event.clientY };
          startPeek(() => portPeek(owner.step, owner.title, side, at));
        }}
        onPointerLeave={endPeek}
      >
        {!labelled && <span className={css.portName}>{name}</span>}
      </Handle>
      {typeof held === 'object' && (
        <PortData owner={owner} words={held} place={dataPlace(data, labelled)} top={point.y} />
      )}
    </>
  );
}

/** Where count and size of an output can be read without a wire through them. */
function dataPlace({ ports }: BoxData, labelled: boolean): DataPlace {
  if (ports.outputs.length === 1) return 'corner';
  // Names of inputs leave no room in the row.
  return labelled && ports.inputs.length < 2 ? 'row' : 'beside';
}
