import { AppError } from '../core/base/errors.ts';
import type { ModelArtifacts, ModelRecord } from '../core/report/model-record.ts';
import { committed, withDatabase } from './database.ts';
import { parseArtifacts, parseModelRecord } from './schemas.ts';

/** Keeps a model, record and weights together or not at all. */
export async function saveModel(record: ModelRecord, artifacts: ModelArtifacts): Promise<void> {
  await withDatabase(async (database) => {
    const transaction = database.transaction(['models', 'artifacts'], 'readwrite');
    const writes = [
      transaction.objectStore('models').put(record, record.id),
      transaction.objectStore('artifacts').put(artifacts, record.id),
    ];
    await committed(transaction.done, writes);
  });
}

/** The records of all kept models, newest first; those this version cannot read are left out. */
export async function listModels(): Promise<ModelRecord[]> {
  const values = await withDatabase((database) => database.getAll('models'));
  const records = values.map(parseModelRecord).filter((record) => record !== null);
  return records.sort((a, b) => b.savedAt.localeCompare(a.savedAt));
}

/** A kept model. Throws `no-model` when there is none under that id, `record-damaged` when it cannot be read. */
export async function readModel(id: string): Promise<{ record: ModelRecord; artifacts: ModelArtifacts }> {
  const [first, second] = await withDatabase((database) => {
    const transaction = database.transaction(['models', 'artifacts']);
    return Promise.all([transaction.objectStore('models').get(id), transaction.objectStore('artifacts').get(id)]);
  });
  if (first === undefined) throw new AppError('no-model', { id });
  const record = parseModelRecord(first);
  const artifacts = parseArtifacts(second);
  if (!record || !artifacts) throw new AppError('record-damaged', { id });
  return { record, artifacts };
}

/** Forgets a model; one that is not there is no error. */
export async function deleteModel(id: string): Promise<void> {
  await withDatabase(async (database) => {
    const transaction = database.transaction(['models', 'artifacts'], 'readwrite');
    const deletions = [transaction.objectStore('models').delete(id), transaction.objectStore('artifacts').delete(id)];
    await committed(transaction.done, deletions);
  });
}
