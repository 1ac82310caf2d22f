// What the form of a session takes.
import { parseSession } from '#app/features/learning/session-form.ts';
import { describe, expect, it } from 'vitest';

describe('the form of a session', () => {
  const read = (change: Record<string, string | string[]>) => {
    const form = new FormData();
    const fields = {
      workshopId: '1',
      title: 'Autumn',
      language: 'en',
      zone: 'Europe/Amsterdam',
      places: '',
      link: '',
      trainer: [],
      meetingId: ['', ''],
      date: ['2026-12-04', ''],
      start: ['09:00', ''],
      end: ['12:00', ''],
      ...change,
    };
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
    return parseSession(form);
  };

  it('leaves out rows of meetings that are empty, and reads times in the zone', () => {
    expect(read({})).toMatchObject({
      ok: true,
      value: { meetings: [{ id: null, startsAt: new Date('2026-12-04T08:00:00Z') }] },
    });
    expect(read({ zone: 'Europe/Lisbon' })).toMatchObject({
      ok: true,
      value: { meetings: [{ startsAt: new Date('2026-12-04T09:00:00Z') }] },
    });
  });

  it.each([
    [{ title: '' }, 'title'],
    [{ language: 'xx' }, 'language'],
    [{ zone: 'Mars/Olympus' }, 'zone'],
    [{ places: '-1' }, 'places'],
    [{ link: 'http://meet.example' }, 'link'],
    [{ link: 'javascript:alert(1)' }, 'link'],
    [{ trainer: 'x' }, 'trainers'],
    [{ end: ['08:00', ''] }, 'meetings'],
    [{ date: ['2026-12-04', '2026-12-04'], start: ['09:00', '10:00'], end: ['12:00', '13:00'] }, 'meetings'],
    [{ cancelledAt: '1' }, 'form'],
    [{ date: ['2026-12-04'] }, 'form'],
  ])('is refused with %j', (change, field) => {
    const parsed = read(change);
    expect(parsed.ok ? [] : Object.keys(parsed.reason)).toEqual([field]);
  });
});
