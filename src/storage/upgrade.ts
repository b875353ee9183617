/** Objects as they come out of a store or a file: nothing is known of them yet. */
type Loose = Readonly<Record<string, unknown>>;

/** What every run of version 1 did without having a word for it. */
const CONFIG_1 = { optimizer: 'adam', weightDecay: 0, schedule: 'constant', labelSmoothing: 0, averageWeights: 0 };
const AUGMENTATION_1 = { crop: 0, cropAspect: 0 };
const PREPROCESSING_1 = { mirrorAverage: false };

/**
 * A kept record or checkpoint in the form of this version; what is none of an older version passes as it is, and so does
 * whatever is missing or odd in it: to refuse that is the parser's.
 */
export function upgraded(value: unknown): unknown {
  return [fromVersion1, fromVersion2].reduce((old: unknown, upgrade) => (isLoose(old) ? upgrade(old) : old), value);
}

function fromVersion1(value: Loose): Loose {
  if (value.version !== 1) return value;
  const { preprocessing, run, config } = value;
  return {
    ...value,
    version: 2,
    ...(isLoose(preprocessing) ? { preprocessing: { ...preprocessing, ...PREPROCESSING_1 } } : {}),
    ...(isLoose(run) ? { run: { ...run, config: upgradedConfig(run.config) } } : {}),
    // A checkpoint has its config at the top, and only a checkpoint.
    ...(isLoose(config) ? { config: upgradedConfig(config), averages: null } : {}),
  };
}

/** Runs of version 2 left no film out, and did not note how many films and patients their plan gave each split. */
function fromVersion2(value: Loose): Loose {
  if (value.version !== 2) return value;
  const { run, config } = value;
  return {
    ...value,
    version: 3,
    ...(isLoose(run) ? { run: { ...run, ...planOfVersion2(run.config) } } : {}),
    ...(isLoose(config) ? planOfVersion2(config) : {}),
  };
}

function planOfVersion2(config: unknown): Loose {
  if (!isLoose(config)) return {};
  const { validation, validationPercent, seed } = config;
  return { plan: { validation, validationPercent, seed, leftOut: [] }, divided: null };
}

function upgradedConfig(config: unknown): unknown {
  if (!isLoose(config)) return config;
  const { preprocessing, augmentation } = config;
  return {
    ...config,
    ...CONFIG_1,
    ...(isLoose(preprocessing) ? { preprocessing: { ...preprocessing, ...PREPROCESSING_1 } } : {}),
    ...(isLoose(augmentation) ? { augmentation: { ...augmentation, ...AUGMENTATION_1 } } : {}),
  };
}

function isLoose(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null;
}
