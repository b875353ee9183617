import { describe, expect, test } from 'vitest';
import { fileNameOf, parseFilmName } from './film-name.ts';

describe('film names', () => {
  test.each([
    ['person1946_bacteria_4874.jpeg', 'person1946_bacteria', 'person1946'],
    ['person22_virus_55.jpeg', 'person22_virus', 'person22'],
    ['person447_virus_921_1.jpeg', 'person447_virus', 'person447'],
    ['IM-0115-0001.jpeg', 'im-0115', 'im-0115'],
    ['NORMAL2-IM-1427-0001.jpeg', 'normal2-im-1427', 'normal2-im-1427'],
    ['IM-0033-0001-0002.jpeg', 'im-0033', 'im-0033'],
    ['BACTERIA-1008087-0001.jpeg', 'bacteria-1008087', 'mendeley-1008087'],
    ['VIRUS-1008087-0003.jpeg', 'virus-1008087', 'mendeley-1008087'],
    ['NORMAL-1049278-0001.jpeg', 'normal-1049278', 'mendeley-1049278'],
    ['synthetic-012-2.bmp', 'synthetic-012', 'synthetic-012'],
  ])('%s', (name, patient, person) => {
    expect(parseFilmName(name)).toEqual({ patient, person });
  });

  test.each(['scan.jpeg', 'person_bacteria_1.jpeg', 'IM-0115.jpeg', 'Röntgen 1.png', 'xperson1_virus_2.jpeg', ''])(
    'tells nothing: %s',
    (name) => {
      expect(parseFilmName(name)).toBeNull();
    },
  );

  test('the file name is what follows the last separator', () => {
    expect(fileNameOf('a/b/c.png')).toBe('c.png');
    expect(fileNameOf('a\\b\\c.png')).toBe('c.png');
    expect(fileNameOf('c.png')).toBe('c.png');
  });
});
