import { makeClient } from './client.ts';
import type { TrainApi } from './protocol.ts';

/**
 * Milliseconds of WASM's step of the probe, timed in a train worker of its own from the script at `address`; that worker
 * and all it holds is gone afterwards. Null where WASM does not start.
 */
export async function timeWasm(address: string): Promise<number | null> {
  const client = makeClient<TrainApi>(new Worker(address, { type: 'module', name: 'probe' }));
  try {
    const { stepTimes } = await client.api.configure('wasm');
    return stepTimes?.[0]?.ms ?? null;
  } catch {
    return null;
  } finally {
    client.terminate();
  }
}
