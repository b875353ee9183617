import type { Answer, Measure, Request, Task } from './protocol.ts';

/** Answers the page's requests, one after another. */
export function serveRequests(prepare: (task: Task) => Promise<{ renderer: string; measure: Measure }>): void {
  let measure: Measure | null = null;
  const answer = async (request: Request): Promise<Answer> => {
    if (request.kind === 'prepare') {
      const prepared = await prepare(request.task);
      measure = prepared.measure;
      return { kind: 'prepared', renderer: prepared.renderer };
    }
    if (!measure) throw new Error('nothing is prepared');
    return { kind: 'measured', milliseconds: measure() };
  };
  addEventListener('message', ({ data }: MessageEvent<Request>) => {
    answer(data).then(
      (result) => postMessage(result),
      (error: unknown) => postMessage({ kind: 'failed', message: String(error) } satisfies Answer),
    );
  });
}
