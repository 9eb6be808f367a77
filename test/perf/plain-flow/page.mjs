// The anchor of the figures of the canvas: React Flow as it comes, drawing only what is in view.
import { ReactFlow } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { createElement, Fragment, useState } from 'react';
import { createRoot } from 'react-dom/client';

const columns = 25;
let root = null;

/** As many steps as our workflow has, at the same places. */
function graph(count) {
  const nodes = Array.from({ length: count }, (_, at) => ({
    id: `s${at}`,
    position: { x: (at % columns) * 296, y: Math.floor(at / columns) * 120 },
    width: 220,
    height: 56,
    data: { label: `Step ${at}` },
    sourcePosition: 'right',
    targetPosition: 'left',
  }));
  const edges = nodes.slice(1).map((node, at) => ({
    id: `${nodes[at].id}-${node.id}`,
    source: nodes[at].id,
    target: node.id,
  }));
  return { nodes, edges };
}

function Flow({ count }) {
  const [{ nodes, edges }] = useState(() => graph(count));
  return createElement(
    Fragment,
    null,
    createElement(Title),
    createElement(ReactFlow, {
      defaultNodes: nodes,
      defaultEdges: edges,
      onlyRenderVisibleElements: true,
      // As the studio shows a large workflow first.
      defaultViewport: { x: 64, y: 64, zoom: 0.5 },
      minZoom: 0.08,
      panOnScroll: true,
      onInit: (instance) => (window.flow = instance),
    }),
  );
}

/** Renames a step with every key. */
function Title() {
  const [title, setTitle] = useState('');
  return createElement('input', {
    'aria-label': 'Title',
    value: title,
    onChange: ({ target }) => {
      setTitle(target.value);
      window.flow.updateNodeData('s1', { label: target.value });
    },
  });
}

window.plain = {
  /** As an app would that shows how far a run is. */
  mark(from, to) {
    window.flow.setNodes((nodes) =>
      nodes.map((node, at) =>
        at >= from && at < to ? { ...node, className: `done-${Date.now() % 2}` } : node,
      ),
    );
  },
  mount(count) {
    root = createRoot(document.getElementById('flow'));
    root.render(createElement(Flow, { count }));
  },
  unmount() {
    root?.unmount();
    root = null;
  },
};
