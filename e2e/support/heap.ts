import type { CDPSession, Page } from '@playwright/test';

/** What of a worker is reachable, bytes. */
export interface Heap {
  /** Objects. */
  readonly objects: number;
  /** Array buffers; the memory of a WASM module is not among them. */
  readonly buffers: number;
}

/** Looks into the heap of the page's worker whose script's name contains `name`, past and future ones. */
export async function watchWorkerHeap(page: Page, name: string): Promise<() => Promise<Heap>> {
  const client = await page.context().newCDPSession(page);
  let session: string | null = null;
  client.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker' && targetInfo.url.includes(name)) session = sessionId;
  });
  await client.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  return async () => {
    if (session === null) throw new Error(`no worker '${name}'`);
    await ask(client, session, 'HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize } = await ask(client, session, 'Runtime.getHeapUsage');
    return { objects: usedSize as number, buffers: backingStorageSize as number };
  };
}

let lastId = 0;

/** One DevTools call to a worker, which Playwright's own sessions do not reach. */
function ask(client: CDPSession, sessionId: string, method: string): Promise<Record<string, unknown>> {
  const id = ++lastId;
  return new Promise((done, fail) => {
    const hear = (event: { sessionId: string; message: string }) => {
      const answer = JSON.parse(event.message) as { id?: number; result?: Record<string, unknown>; error?: object };
      if (event.sessionId !== sessionId || answer.id !== id) return;
      client.off('Target.receivedMessageFromTarget', hear);
      if (answer.result) done(answer.result);
      else fail(new Error(`${method}: ${JSON.stringify(answer.error)}`));
    };
    client.on('Target.receivedMessageFromTarget', hear);
    client.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) }).catch(fail);
  });
}
