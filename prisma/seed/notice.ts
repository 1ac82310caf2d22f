// The first privacy notice of the sample data, in plain words, and what it covers: everything that F1–F3 could ever hold.
import type { NewNotice } from '#app/features/people/publish-notice.server.ts';
import { DATASETS, fieldOf, type DatasetId, type FieldId } from '#reports/catalogue.ts';

const REPORTED: readonly DatasetId[] = ['F1', 'F2', 'F3'];

const named = (fields: readonly FieldId[]): string =>
  fields.map((field) => fieldOf(field).headers.en.toLowerCase()).join(', ');

const BODY = `Privacy notice of the Partner Skills Academy, version 1

We keep what you or your training centre give us when you register, your progress in workshops, the months of your exams and
whether you passed, in order to run the academy under the agreement between your employer, Microsoft and us.

Your employer, and Microsoft for all participants, receive for each workshop: ${named(DATASETS.F1.fields)}.
About exams they receive, without your name: ${named(DATASETS.F3.fields)}. Never the day of an exam.

Your employer sees its own people only. Nobody else is given these data. You can see on your own page what left about you,
when and to whom; you can correct it, object, restrict it or have it erased, and complain to the supervisory authority.
`;

export const NOTICE: NewNotice = {
  version: 1,
  publishedOn: '2026-01-01',
  texts: { en: BODY },
  scopes: REPORTED.flatMap((dataset) =>
    DATASETS[dataset].recipients.flatMap((recipientKind) =>
      DATASETS[dataset].fields.map((field) => ({ recipientKind, dataset, field })),
    ),
  ),
};
