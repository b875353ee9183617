import * as v from 'valibot';
import type { KeptPatients } from '../core/dataset/kept-patients.ts';
import { withDatabase } from './database.ts';
import { patientRule } from './schemas.ts';

const KEPT_PATIENTS = v.object({
  version: v.literal(1),
  told: v.array(v.object({ rule: patientRule, keys: v.array(v.nullable(v.string())) })),
  current: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
});

/** Keeps the rules of patients of the films whose fingerprint by names this is. Throws `storage-unavailable`, `storage-full`. */
export async function keepPatients(fingerprint: string, kept: KeptPatients): Promise<void> {
  await withDatabase((database) => database.put('patients', kept, fingerprint));
}

/** What was kept; null where nothing was, or it is damaged: then film names tell. */
export async function readPatients(fingerprint: string): Promise<KeptPatients | null> {
  const parsed = v.safeParse(KEPT_PATIENTS, await withDatabase((database) => database.get('patients', fingerprint)));
  return parsed.success ? parsed.output : null;
}

/** Deletes what was kept of all films but those of these fingerprints. */
export async function sweepPatients(kept: ReadonlySet<string>): Promise<void> {
  await withDatabase(async (database) => {
    for (const key of await database.getAllKeys('patients')) if (!kept.has(key)) await database.delete('patients', key);
  });
}
