import { type ReactFlowState, useStore } from '@xyflow/react';
import { nodeElementId } from './nodes/node-element-id';
