import { expect, test } from 'vitest';
import { AppError } from '../base/errors.ts';
import { deviceFailure, nextBackend } from './fallback.ts';

test('only failures of the backend itself send a run elsewhere', () => {
  expect(deviceFailure(new AppError('context-lost'))).toBe('context-lost');
  expect(deviceFailure(new AppError('kernel-failed', { message: 'x' }))).toBe('kernel-failed');
  expect(deviceFailure(new AppError('diverged'))).toBeNull();
  expect(deviceFailure(new AppError('worker-crashed'))).toBeNull();
});

test('after WebGL comes WASM, then plain JavaScript, then none', () => {
  expect((['webgl', 'wasm', 'cpu'] as const).map(nextBackend)).toEqual(['wasm', 'cpu', null]);
});
