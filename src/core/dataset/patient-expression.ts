import { AppError } from '../base/errors.ts';
import { fileNameOf } from './film-name.ts';

/** Longer ones are no expression that a person wrote. */
const LONGEST = 1000;

/**
 * A user's regular expression, which must have a group named `patient`. Throws `expression-invalid`, `expression-no-group`.
 * It may still take for ever on some name: run it only where it can be ended from outside.
 */
export function parseExpression(source: string): RegExp {
  const expression = compile(source);
  // With an empty alternative it matches, and a match tells the names of all groups.
  const { groups } = compile(`${source}|`).exec('') ?? {};
  if (!groups || !('patient' in groups)) throw new AppError('expression-no-group');
  return expression;
}

/** What the expression says of each film: the group `patient` in its name, else in its whole path; null where it is empty. */
export function matchExpression(expression: RegExp, paths: readonly string[]): (string | null)[] {
  return paths.map((path) => {
    const match = expression.exec(fileNameOf(path)) ?? expression.exec(path.replaceAll('\\', '/'));
    return match?.groups?.patient || null;
  });
}

function compile(source: string): RegExp {
  if (source.length > LONGEST) throw new AppError('expression-invalid', { message: `over ${LONGEST} characters` });
  try {
    return new RegExp(source);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('expression-invalid', { message }, { cause });
  }
}
