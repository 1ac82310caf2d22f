// Writes the record of processing, and the register of breaches, as workbooks to hand to an authority; that they were taken is recorded.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { CHANNEL_WORDS, nameOfDataset, nameOfField, RECIPIENT_WORDS } from '#app/features/agreements/terms.ts';
import { theAcademy } from '#app/features/language/academy.ts';
import { messagesIn } from '#app/features/language/messages.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { writePlainWorkbook, type PlainSheet } from '#reports/workbook/write-plain.ts';
import { KIND_WORDS, RISK_WORDS, STEP_WORDS } from './breach-words.ts';
import { deadlineOf, isUnknown, standingOf } from './breach.ts';
import { OWN_WAYS, SAFETY, WAYS } from './processing-words.ts';
import { KIND_NAMES, SAFEGUARD_NAMES } from './processors.ts';
import { listBreaches } from './read-breaches.server.ts';
import { makeRecord, type RecordOfProcessing } from './record-of-processing.server.ts';

const sheet = (name: string, headers: readonly string[], rows: readonly (readonly string[])[]): PlainSheet => ({
  name,
  headers,
  rows,
});

export function sheetsOf(record: RecordOfProcessing): PlainSheet[] {
  const { controller, madeAt, version } = record;
  const cookies = messagesIn('en').notice.cookies;
  return [
    sheet(
      'About',
      ['Record of processing activities (art. 30)', ''],
      [
        ['Controller', controller.name],
        ['Contact for data protection', `${controller.officer.name}, ${controller.officer.email}`],
        ['Supervisory authority', `${controller.authority.name}, ${controller.authority.address}`],
        ['As of', madeAt.toISOString()],
        ['Version', version],
        ...SAFETY.map((measure, index) => [index === 0 ? 'Security (art. 32)' : '', measure]),
      ],
    ),
    sheet(
      'Processing',
      ['Data', 'About', 'Purpose', 'Legal basis', 'Kept', 'Given to', 'On erasure', 'In an export', 'Where it stands'],
      record.activities.map((activity) => [
        activity.name,
        activity.subjects,
        activity.purpose,
        activity.basis,
        activity.period,
        activity.recipients.join(', ') || 'nobody',
        activity.onErasure,
        'source' in activity.inExport ? `yes: from ${activity.inExport.source}` : `no: ${activity.inExport.leftOut}`,
        activity.tables.map(({ table, columns }) => `${table}: ${columns.join(', ')}`).join('; '),
      ]),
    ),
    sheet(
      'Recipients',
      ['Kind', 'Recipient', 'Dataset', 'Fields', 'Channels', 'Cadence', 'In force since'],
      record.given.flatMap(({ kind, recipients, datasets, channels, cadence, since }) =>
        recipients.flatMap((recipient) =>
          datasets.map(({ dataset, fields }) => [
            RECIPIENT_WORDS[kind],
            recipient,
            `${dataset} ${nameOfDataset(dataset)}`,
            fields.map(nameOfField).join(', '),
            channels.map((channel) => CHANNEL_WORDS[channel]).join(', '),
            cadence,
            recipients.length === 1 ? since : `${since} or later`,
          ]),
        ),
      ),
    ),
    sheet(
      'Channels',
      ['Channel', 'How', 'Why', 'Legal basis'],
      [...Object.values(WAYS), ...OWN_WAYS].map(({ name, how, why, basis }) => [name, how, why, basis]),
    ),
    sheet(
      'Processors',
      ['Processor', 'What for', 'What exactly', 'Country', 'Safeguard', 'Since', 'Until'],
      record.processors.map(({ name, does, details, country, safeguard, since, until }) => [
        name,
        KIND_NAMES[does],
        details,
        country,
        SAFEGUARD_NAMES[safeguard],
        since,
        until ?? '',
      ]),
    ),
    sheet(
      'Cookies',
      ['Cookie', 'What it is for', 'How long'],
      record.cookies.map(({ name, purpose, lasts }) => [name, cookies[purpose], cookies[lasts]]),
    ),
    sheet(
      'Periods',
      ['Period', 'At present'],
      record.periods.map(({ label, value }) => [label, value]),
    ),
  ];
}

type File = { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };

const recorded = (actor: StaffActor, event: 'register.exported' | 'breaches.exported'): Promise<void> =>
  inRoleSql('psa_portal', actorSettings(actor), (client) => appendEvent(client, { event }));

export async function writeRecord(actor: StaffActor): Promise<File> {
  const record = await makeRecord(actor);
  const bytes = await writePlainWorkbook(sheetsOf(record), theAcademy().name);
  await recorded(actor, 'register.exported');
  return { name: `record-of-processing-${record.madeAt.toISOString().slice(0, 10)}.xlsx`, bytes };
}

const textOf = (at: Date | null | undefined): string => at?.toISOString() ?? '';

/** Every breach, and drills with the word on each line (art. 33(5)). */
export async function writeBreachRegister(actor: StaffActor): Promise<File> {
  const { breaches } = await listBreaches(actor);
  const rows = breaches.map((breach) => {
    const { counts, assessed, report, telling, closed } = standingOf(breach.steps);
    return [
      String(breach.id),
      breach.drill ? 'DRILL' : 'breach',
      KIND_WORDS[breach.kind].name,
      breach.title,
      breach.what,
      textOf(breach.happenedFrom),
      textOf(breach.happenedTo),
      textOf(breach.knownAt),
      textOf(deadlineOf(breach.knownAt)),
      isUnknown(counts) ? 'no longer kept' : String(counts?.people ?? breach.peopleSaid ?? ''),
      String(counts?.rows ?? ''),
      assessed === null ? '' : RISK_WORDS[assessed.risk].name,
      assessed?.why ?? '',
      report?.step === 'reported' ? textOf(report.at) : '',
      report?.step === 'reported' ? (report.reference ?? '') : '',
      report?.step === 'reported' ? (report.lateWhy ?? '') : (report?.why ?? ''),
      telling?.step === 'told' ? textOf(telling.at) : '',
      telling?.why ?? '',
      textOf(closed?.at),
    ];
  });
  const headers = [
    'No.',
    'Breach or drill',
    'Kind',
    'Title',
    'What happened',
    'From',
    'To',
    'Known',
    '72 hours end',
    'People',
    'Records',
    'Risk',
    'Why',
    'Reported',
    'Reference',
    'Why late, or not reported',
    'People told',
    'How, or why not',
    'Closed',
  ];
  const steps = breaches.flatMap((breach) =>
    breach.steps.map((step) => [
      String(breach.id),
      breach.drill ? 'DRILL' : 'breach',
      textOf(step.at),
      STEP_WORDS[step.step],
      step.by,
      'why' in step ? (step.why ?? '') : '',
    ]),
  );
  const bytes = await writePlainWorkbook(
    [sheet('Breaches', headers, rows), sheet('Steps', ['No.', 'Breach or drill', 'When', 'Step', 'By', 'Why'], steps)],
    theAcademy().name,
  );
  await recorded(actor, 'breaches.exported');
  return { name: `breaches-${(await databaseNow()).toISOString().slice(0, 10)}.xlsx`, bytes };
}
