import { describe, expect, test } from 'vitest';
import { fileNameOf, parseFilmName } from './film-name.ts';

describe('film names', () => {
  test.each([
    ['person1946_bacteria_4874.jpeg', 'person1946_bacteria', 'person1946', 1946, 1],
    ['person22_virus_55.jpeg', 'person22_virus', 'person22', 22, 2],
    ['person447_virus_921_1.jpeg', 'person447_virus', 'person447', 447, 2],
    ['IM-0115-0001.jpeg', 'im-0115', 'im-0115', 115, 0],
    ['NORMAL2-IM-1427-0001.jpeg', 'normal2-im-1427', 'im-1427', 1427, 0],
    ['IM-0033-0001-0002.jpeg', 'im-0033', 'im-0033', 33, 0],
    ['BACTERIA-1008087-0001.jpeg', 'bacteria-1008087', 'mendeley-1008087', 1008087, 1],
    ['VIRUS-1008087-0003.jpeg', 'virus-1008087', 'mendeley-1008087', 1008087, 2],
    ['NORMAL-1049278-0001.jpeg', 'normal-1049278', 'mendeley-1049278', 1049278, 0],
    ['synthetic-012-2.bmp', 'synthetic-012', 'synthetic-012', 12, 0],
  ])('%s', (name, patient, person, number, pathogen) => {
    expect(parseFilmName(name)).toEqual({ patient, person, number, pathogen });
  });

  test.each([
    'person22_virus_55(1).jpeg',
    'person22_virus_55 (1).jpeg',
    'person22_virus_55 (2) (13).JPG',
    'person22_virus_55 - Copy.jpeg',
    'person22_virus_55 - Copy (2).jpeg',
    'person22_virus_55 copy.png',
    'person22_virus_55 copy 2.jpeg',
    'PERSON22_VIRUS_55_copy.JPEG',
    ' Person22_Virus_55.Jpeg',
    'person22_virus_55',
  ])('a copy is of the same child: "%s"', (name) => {
    expect(parseFilmName(name)?.patient).toBe('person22_virus');
  });

  test('a name made of copy marks alone is read in no time', { timeout: 500 }, () => {
    expect(parseFilmName(`${' (1)'.repeat(2000)}.png`)).toBeNull();
    expect(parseFilmName(`person1_virus_${' '.repeat(50_000)}x.png`)).toBeNull();
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
