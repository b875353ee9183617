import { serveDecoding } from '../engine/decode/decode-group.ts';

declare const self: DedicatedWorkerGlobalScope;

serveDecoding(self);
