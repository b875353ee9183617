import type { FilmFacts } from '../../core/dataset/facts.ts';
import { slowFindings } from '../../core/dataset/findings/from-facts.ts';
import type { Finding } from '../../core/dataset/findings/types.ts';
import type { DatasetIndex } from '../../core/dataset/types.ts';

/** Films to compare with one another. */
export interface FindingsQuestion {
  readonly index: DatasetIndex;
  readonly facts: FilmFacts;
}

export type FindingsAnswer = readonly Finding[];

/** Answers one question about all films of a set; whoever asked ends the worker. */
export function serveFindings(scope: DedicatedWorkerGlobalScope): void {
  scope.onmessage = ({ data: { index, facts } }: MessageEvent<FindingsQuestion>) => {
    scope.postMessage(slowFindings(index, facts) satisfies FindingsAnswer);
  };
}
