import { expect, test } from 'vitest';
import { fitTemperature } from '../metrics/calibration/temperature.ts';
import { someFilms } from '../metrics/fixtures/films.ts';
import { chosenThere } from './chosen-there.ts';

const fitted = { temperature: fitTemperature(someFilms(2, { patients: 90 })) };
const refused = { temperature: { reason: 'too-few-validation-films' } } as const;

test('says of each combination what validation chose, and nothing else', () => {
  expect(chosenThere({ weights: 'last', point: 'argmax', fit: null })).toEqual([]);
  expect(chosenThere({ weights: 'last', point: 'own', fit: refused })).toEqual([]);
  expect(chosenThere({ weights: 'best', point: 'argmax', fit: undefined })).toEqual(['epoch']);
  expect(chosenThere({ weights: 'last', point: 'ruleIn', fit: refused })).toEqual(['threshold']);
  expect(chosenThere({ weights: 'last', point: 'argmax', fit: fitted })).toEqual(['temperature']);
  expect(chosenThere({ weights: 'best', point: 'screening', fit: refused })).toEqual(['epoch', 'threshold']);
  expect(chosenThere({ weights: 'best', point: 'own', fit: fitted })).toEqual(['epoch', 'temperature']);
  expect(chosenThere({ weights: 'last', point: 'balanced', fit: fitted })).toEqual(['threshold', 'temperature']);
  expect(chosenThere({ weights: 'best', point: 'balanced', fit: fitted })).toEqual([
    'epoch',
    'threshold',
    'temperature',
  ]);
});
