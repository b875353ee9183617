import { invalidFields, numericFields, type TrainingConfig } from '../core/training/config.ts';
import { isBusy } from '../core/training/run-state.ts';
import { Compare } from './compare-commands.ts';
import type { AppContext } from './context.ts';
import { Dataset } from './dataset-commands.ts';
import { EvaluationTask } from './evaluation-task.ts';
import { explainCommands } from './explain-commands.ts';
import { exploreCommands } from './explore-commands.ts';
import { Findings } from './findings-commands.ts';
import { Judge } from './judge-commands.ts';
import { KeptSets } from './kept-commands.ts';
import { Models } from './model-commands.ts';
import { Patients } from './patient-commands.ts';
import { Runs } from './run-commands.ts';
import type { AppState, Commands } from './state.ts';
import { type AppStore, makeStore } from './store.ts';
import { storeTheme } from './theme.ts';
import { Workers } from './workers.ts';

/** The app without a face: its state and what can be asked of it. */
export interface App {
  readonly store: AppStore;
  readonly commands: Commands;
}

/** Makes the app; workers start when something first needs them. */
export function createApp(): App {
  const context: AppContext = { store: makeStore(), workers: new Workers(), evaluation: new EvaluationTask() };
  const { store, workers } = context;
  const dataset = new Dataset(context);
  const runs = new Runs(context, dataset);
  const judge = new Judge(context, dataset);
  const compare = new Compare(context);
  const models = new Models(context, () => runs.ensureBackend());
  const findings = new Findings(context);
  const kept = new KeptSets(context, dataset);
  workers.listen({
    dataCrashed: (error) => {
      workers.endTrain();
      store.setState({ dataset: { kind: 'failed', error } });
      void runs.crashed(error);
    },
    trainCrashed: (error) => void runs.crashed(error),
  });
  void runs.findResumable();
  void models.refresh();
  void kept.refresh();
  const warmUp = () => void startBackend(context, runs);
  setTimeout(warmUp, WARM_UP_MS);
  store.subscribe((now, before) => {
    if (needsNewSummary(now, before)) void summarise(context);
  });
  return {
    store,
    commands: {
      ...dataset.commands(),
      ...exploreCommands(context),
      ...explainCommands(context),
      ...runs.commands(),
      ...judge.commands(),
      ...compare.commands(),
      ...models.commands(),
      ...new Patients(context).commands(),
      setConfig: (config) => setConfig(store, config),
      ...findings.commands(),
      ...kept.commands(),
      dismiss: (id) => store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
      setTheme: (theme) => {
        storeTheme(theme);
        store.setState({ theme });
      },
    },
  };
}

/** The first screen is drawn before the train worker is fetched, ms. */
const WARM_UP_MS = 300;

function setConfig(store: AppStore, config: TrainingConfig): void {
  if (!isBusy(store.getState().run)) store.setState({ config });
}

/** Starts the backend early, so that the device chip is true before the first click; a failure is told when it matters. */
async function startBackend(context: AppContext, runs: Runs): Promise<void> {
  const { run, config } = context.store.getState();
  if (isBusy(run)) return;
  await runs.configure(config.backend).catch(() => undefined);
  await summarise(context);
}

function needsNewSummary(now: AppState, before: AppState): boolean {
  return now.config !== before.config || classCount(now) !== classCount(before);
}

function classCount({ dataset }: AppState): number {
  return 'index' in dataset ? dataset.index.classNames.length : 2;
}

async function summarise({ store, workers }: AppContext): Promise<void> {
  const state = store.getState();
  const { config, device } = state;
  if (!device.info || invalidFields(numericFields(config)).length > 0) return;
  try {
    const train = await workers.train();
    const network = await train.summary(config.architecture, config.preprocessing, classCount(state));
    if (store.getState().config === config) store.setState({ network });
  } catch {
    // A size too small for the network's layers: a start would tell why.
    store.setState({ network: null });
  }
}
