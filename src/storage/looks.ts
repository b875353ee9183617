import * as v from 'valibot';
import type { TestLook } from '../core/report/test-look.ts';
import { committed, withDatabase } from './database.ts';

const looks = v.array(
  v.object({ at: v.string(), weights: v.picklist(['last', 'best']), films: v.pipe(v.number(), v.integer()) }),
);

/** Whose test set was looked at: the network, and the fingerprint of the films. */
export interface LookKey {
  readonly network: string;
  readonly fingerprint: string;
}

/** All looks so far, oldest first; what cannot be read counts as none. */
export async function readLooks({ network, fingerprint }: LookKey): Promise<readonly TestLook[]> {
  return parse(await withDatabase((database) => database.get('looks', [network, fingerprint])));
}

/** Adds one look; gives all of them. In one transaction, so that two tabs lose none. */
export async function addLook({ network, fingerprint }: LookKey, look: TestLook): Promise<readonly TestLook[]> {
  return withDatabase(async (database) => {
    const transaction = database.transaction('looks', 'readwrite');
    const all = [...parse(await transaction.store.get([network, fingerprint])), look];
    await committed(transaction.done, [transaction.store.put(all, [network, fingerprint])]);
    return all;
  });
}

function parse(value: unknown): readonly TestLook[] {
  const parsed = v.safeParse(looks, value);
  return parsed.success ? parsed.output : [];
}
