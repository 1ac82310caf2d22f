// What everybody may read of where data goes: in six languages, from what binds today, by kinds of recipients and no employer by name.
import { ALL_MESSAGES } from '#app/features/language/all-messages.server.ts';
import { DATA_CLASSES } from '#app/features/privacy/data-classes.ts';
import { givenByKind } from '#app/routes/transparency/given-by-kind.ts';
import { keptClasses } from '#app/routes/transparency/kept-classes.ts';
import { EXAMS, KEPT, LIST } from '#app/routes/notice/notice-rows.ts';
import { LANGUAGES } from '#reports/catalogue.ts';
import { usePortalServer } from '#test/support/portal.ts';
import { moveClock } from '#test/support/register.ts';
import { freezeClock } from '#test/support/runs.ts';
import { beforeAll, describe, expect, it } from 'vitest';

const portal = usePortalServer();

beforeAll(async () => {
  await portal.database.query(
    `insert into processors (name, does, details, country_code, safeguard, since, until) values
       ('Today Ltd', 'backup', 'Tapes', 'CH', 'adequacy', '2020-01-01', null),
       ('Yesterday Ltd', 'backup', 'Tapes', 'NL', 'within-eea', '2020-01-01', '2020-12-31'),
       ('Tomorrow Ltd', 'backup', 'Tapes', 'NL', 'within-eea', '2999-01-01', null)`,
  );
});

async function read(language: string): Promise<string> {
  const answer = await fetch(`${portal.url}/transparency`, { headers: { 'Accept-Language': language } });
  // React leaves NULs where a character falls between two of its buffers; browsers drop them, too.
  const html = (await answer.text()).replaceAll(/<!-- -->|\0/g, '');
  // What is shown, without what the page brings along for scripts.
  return html.slice(html.indexOf('<main'), html.indexOf('</main>')).replaceAll('&#x27;', "'").replaceAll('&amp;', '&');
}

describe.each(LANGUAGES)('in %s', (language) => {
  it('it tells what is held, why and how long, who gets it, who works with it and where', async () => {
    const text = await read(language);
    const { transparency: words, notice } = ALL_MESSAGES[language];
    for (const { name } of [LIST, EXAMS, ...KEPT])
      for (const said of Object.values(notice.classes[name])) expect(text, name).toContain(said);
    for (const { name, onErasure } of keptClasses(words.held.erasures, () => ''))
      expect(text, name).toContain(onErasure);
    expect(text).toContain(words.held.erased);
    expect(text).toContain(words.given.recipients.employer);
    expect(text).toContain(words.given.datasets.F3);
    expect(text).not.toContain(words.given.recipients.member);
    expect(text).toContain('Today Ltd');
    expect(text).toContain(words.processors.safeguards.adequacy);
    expect(text).not.toMatch(/Yesterday Ltd|Tomorrow Ltd/);
    // Which employers have agreed to what is nobody else's business.
    expect(text).not.toMatch(/Bluecloud|Lonely/);
  });
});

it('it names who works with it by the day where the association sits', async () => {
  await portal.database.query(
    `insert into processors (name, does, details, country_code, safeguard, since, until) values
       ('Until June Ltd', 'backup', 'Tapes', 'NL', 'within-eea', '2020-01-01', '2030-06-30'),
       ('From July Ltd', 'backup', 'Tapes', 'NL', 'within-eea', '2030-07-01', null)`,
  );
  await freezeClock(portal.database, '2030-06-30T22:30:00Z');
  const text = await read('en');
  await moveClock(portal.database, '0');
  expect(text).toContain('From July Ltd');
  expect(text).not.toContain('Until June Ltd');
});

it('it tells the period that was decided beside the longest that is promised', async () => {
  const { asDecided, notice } = { ...ALL_MESSAGES.de.transparency, notice: ALL_MESSAGES.de.notice };
  expect(await read('de')).toContain(`${notice.classes.request.howLong} ${asDecided('36 Monate')}`);
  await portal.database.query(
    `insert into retention_rules (name, amount, automatic, owner, basis, review_on, changed_by)
     values ('request', 13, true, 'Noor', 'Because', '2030-01-01', (select min(id) from staff_members))`,
  );
  const text = await read('de');
  expect(text).toContain(`${notice.classes.request.howLong} ${asDecided('13 Monate')}`);

  await portal.database.query('delete from retention_rules');
});

it('every class about people who learn is told, and none that names nobody', () => {
  const told = new Set<string>([LIST, EXAMS, ...KEPT].map(({ name }) => name));
  expect(Object.keys(DATA_CLASSES).filter((name) => !told.has(name))).toEqual([
    // Somebody who is not known here asks once, and is told in the letter.
    'asker',
    'supportAsker',
    'staff',
    'contact',
    'breach',
    'register',
  ]);
});

it('of each kind of recipient it tells all that any of them can be given, in the order of the catalogue', () => {
  const shared = { kind: 'employer', cadence: 'monthly', since: '2026-01-01' } as const;
  expect(
    givenByKind([
      { ...shared, recipients: ['One'], channels: ['portal'], datasets: [{ dataset: 'F1', fields: ['email'] }] },
      {
        ...shared,
        recipients: ['Other'],
        channels: ['sftp', 'portal'],
        datasets: [{ dataset: 'F1', fields: ['first_name'] }],
      },
    ]),
  ).toEqual([{ kind: 'employer', dataset: 'F1', fields: ['first_name', 'email'], channels: ['portal', 'sftp'] }]);
});
