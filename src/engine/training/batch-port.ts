import type { Split } from '../../core/dataset/types.ts';
import type { DecodeSettings } from '../../core/pixels/settings.ts';
import type { SplitPlan } from '../../core/training/config.ts';
import type { Batch, BatchFacts, BatchRequest, FilmsRequest } from '../../core/training/exchange.ts';

/** Where films come from, without knowing that it is another thread (`BatchApi` of the protocol). */
export interface BatchPort {
  describe(plan: SplitPlan, use: Split): Promise<BatchFacts>;
  batch(request: BatchRequest): Promise<Batch>;
  films(request: FilmsRequest): Promise<Batch>;
  film(file: File, settings: DecodeSettings, channels: 1 | 3): Promise<Batch>;
}
