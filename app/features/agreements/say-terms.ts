// Says the terms of a version line by line, for two of them to be read side by side.
import type { RecipientKind } from '#reports/catalogue.ts';
import { describeCountries, describeSchedule, formatIsoDay, joined } from './differences.ts';
import {
  CHANNEL_WORDS,
  datasetsFor,
  fieldsOf,
  LANGUAGE_WORDS,
  nameOfField,
  RULE_WORDS,
  type TermsWithRule,
} from './terms.ts';

export type SaidTerm = { readonly term: string; readonly value: string };

export function sayTerms(
  terms: TermsWithRule,
  kind: RecipientKind,
  nameOfCountry: (code: string) => string,
): SaidTerm[] {
  const { sftp, graph } = terms.targets;
  const channels = terms.channels.map((channel) => CHANNEL_WORDS[channel]);
  return [
    {
      term: 'Holds',
      value: `from ${formatIsoDay(terms.inForceFrom)}${terms.endsOn === null ? '' : ` to ${formatIsoDay(terms.endsOn)}`}`,
    },
    ...datasetsFor(kind).map((dataset) => ({
      term: `Gives ${dataset}`,
      value: joined(fieldsOf(terms.datasets, dataset).map(nameOfField)) || 'nothing',
    })),
    { term: 'Of whom', value: describeCountries(terms.onlyCountries, nameOfCountry) },
    { term: 'When', value: describeSchedule(terms) },
    { term: 'By', value: joined(channels) },
    ...(sftp === undefined
      ? []
      : [{ term: 'SFTP server', value: `${sftp.user}@${sftp.host}:${sftp.port}/${sftp.folder}` }]),
    ...(graph === undefined ? [] : [{ term: 'Library', value: `${graph.driveId}/${graph.folder}` }]),
    { term: 'Small groups', value: RULE_WORDS[terms.rule].name },
    { term: 'Without rows', value: terms.emptyReports ? 'an empty report goes out' : 'no report is sent' },
    {
      term: 'Awaits a release',
      value:
        terms.holdAbove === null ? 'never for a change of rows' : `above ${terms.holdAbove}% of rows that came or went`,
    },
    { term: 'Headers', value: LANGUAGE_WORDS[terms.language] },
    { term: 'Questions', value: terms.contact },
  ];
}
