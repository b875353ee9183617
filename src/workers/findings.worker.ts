import { serveFindings } from '../engine/data/serve-findings.ts';

declare const self: DedicatedWorkerGlobalScope;

serveFindings(self);
