export { copyKey } from './copy-key.ts';
export { commitCopies, copyContent, type CopyContent, joinCommitments } from './commit-copies.ts';
export { type CopiesDecision, nameCopies, type NameRefusal } from './name-copies.ts';
export { type NodeEvent, nodeAct, type NodeParts } from './node-parts.ts';
export { type NodeRun, type NodeWork, nodeWork } from './run-node.ts';
export { nodeReceiver, receiptMessage } from './take-orders.ts';
