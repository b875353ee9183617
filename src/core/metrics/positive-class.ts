/** The class a finding stands for: the one not called normal; of several the second, or the first where the second is called normal. */
export function positiveLabel(classNames: readonly string[]): number {
  const isHealthy = (name: string) => /^(normal|healthy|negative|control|clear|no[ _-]?finding)s?$/i.test(name);
  const findings = classNames.flatMap((name, label) => (isHealthy(name) ? [] : [label]));
  return findings.length === 1 || !findings.includes(1) ? (findings[0] ?? 1) : 1;
}
