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
  if (!isLoose(value) || value.version !== 1) return value;
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
