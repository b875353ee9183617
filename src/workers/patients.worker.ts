import { expose } from 'comlink';
import { readPatients } from '../core/dataset/patient-reading.ts';
import type { PatientsApi } from './protocol.ts';
import { registerTransferHandlers } from './transfer-handlers.ts';

const api: PatientsApi = {
  ready: async () => undefined,
  read: async (wish, paths) => readPatients(wish, paths),
};

registerTransferHandlers();
expose(api);
