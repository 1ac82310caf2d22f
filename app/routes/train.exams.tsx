import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { isPermitted } from '#app/features/access/permissions.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { readSought } from '#app/features/access/sealed-search.server.ts';
import {
  parseBoardChange,
  permissionFor,
  readTypedBooking,
  type BoardAnswer,
} from '#app/features/exams/board-change.ts';
import { parseBoardFilter } from '#app/features/exams/board-filter.ts';
import type { BoardView, SittingFilter } from '#app/features/exams/board-address.ts';
import { BoardControls } from '#app/features/exams/board-controls.tsx';
import { BoardNotice } from '#app/features/exams/board-notice.tsx';
import { BookExam } from '#app/features/exams/book-exam.tsx';
import { changeBoard } from '#app/features/exams/change-board.server.ts';
import { getBoard } from '#app/features/exams/list-sittings.server.ts';
import { ConflictList } from '#app/features/exams/conflict-list.tsx';
import { ExamChoice, OutcomeMatrix } from '#app/features/exams/outcome-matrix.tsx';
import { SittingList } from '#app/features/exams/sitting-list.tsx';
import { UndoStrip } from '#app/features/undo/undo-strip.tsx';
import { Card } from '#app/ui/card.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { counted, formatMonth } from '#app/ui/format.ts';
import { PageHeading } from '#app/ui/page.tsx';
import { Paging } from '#app/ui/paging.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Exams') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'sitting:list');
  const filter = parseBoardFilter(new URL(request.url).searchParams, readSought(request));
  return { filter, board: await getBoard(actor, filter), mayChange: isPermitted(actor, 'sitting:change') };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'sitting:change');
  const form = await readForm(request);
  const parsed = parseBoardChange(form);
  if (!parsed.ok) return data({ answer: parsed.reason, typed: readTypedBooking(form) }, { status: 400 });
  await requireActor(request, permissionFor(parsed.value));
  if (parsed.value.intent === 'record' || parsed.value.intent === 'record-many')
    await limitActor('outcome:actor', actor);
  const answer = await changeBoard(actor, parsed.value);
  return data({ answer, typed: answer.ok ? null : readTypedBooking(form) }, { status: answer.ok ? 200 : 409 });
}

const EMPTY: Readonly<Record<'unknown' | 'not-asked' | 'open' | 'closed' | 'all', { title: string; text: string }>> = {
  unknown: {
    title: 'Every outcome is known',
    text: 'When a month has passed, sittings without an outcome stand here first.',
  },
  'not-asked': {
    title: 'Nobody here',
    text: 'Sittings of past months stand here whose people may not be asked: restricted, objecting, or who would rather not say.',
  },
  open: { title: 'Nothing is booked', text: 'Book an exam above: a person, an exam and a month. No day is asked for.' },
  closed: { title: 'No outcome yet', text: 'Sittings stand here once it is known how they went.' },
  all: { title: 'No sitting here', text: 'Book an exam above, or choose another month.' },
};

const emptyOf = (view: BoardView) =>
  view === 'unknown' || view === 'not-asked' || view === 'open' || view === 'all' ? EMPTY[view] : EMPTY.closed;

const UNDO_WORDS = { 'sitting-cancelled': (count: number) => `${counted(count, 'booking')} cancelled` };

/** What the whole of it says; nothing where it is narrowed. */
const leadOf = (unknown: number, { exam, search, person = null }: SittingFilter): string =>
  exam !== null || search !== null || person !== null
    ? 'Numbers and list are narrowed to what you chose.'
    : unknown === 0
      ? 'Every outcome of past months that may be asked for is known.'
      : `${counted(unknown, 'outcome')} of past months ${unknown === 1 ? 'is' : 'are'} unknown: ask, and record them here.`;

/** The booking form is a new one after each booking. */
const bookedOf = (answer: BoardAnswer | undefined): number =>
  answer !== undefined && 'changed' in answer && answer.done === 'book' ? answer.changed.sittingId : 0;

export default function Exams() {
  const { board, filter, mayChange } = useLoaderData<typeof loader>();
  const posted = useActionData<typeof action>();
  const unknown = board.months.reduce((sum, { unknown: count }) => sum + count, 0);
  const { title, text } = emptyOf(filter.view);
  return (
    <>
      <PageHeading title="Exams" lead={leadOf(unknown, filter)} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {posted ? <BoardNotice answer={posted.answer} /> : null}
        {mayChange ? <UndoStrip undoable={board.undoable} words={UNDO_WORDS} /> : null}
        {mayChange ? (
          <details open={Boolean(posted?.typed)} className="rounded-md border border-line bg-surface shadow-card">
            <summary className="flex items-center gap-2 px-4 py-3 font-semibold text-accent">
              <span aria-hidden="true">+</span> Book an exam
            </summary>
            <BookExam
              key={bookedOf(posted?.answer)}
              exams={board.exams}
              now={board.now}
              posted={posted?.answer}
              typed={posted?.typed ?? null}
            />
          </details>
        ) : null}
        <ConflictList conflicts={board.conflicts} mayDecide={mayChange} />
        {board.months.length > 0 || filter.exam !== null || filter.search !== null || filter.person !== null ? (
          <Card flush>
            <ExamChoice exams={board.satExams} filter={filter} />
            <OutcomeMatrix months={board.months} now={board.now} filter={filter} />
          </Card>
        ) : null}
        <Card flush>
          <BoardControls filter={filter} months={board.months} />
          {board.rows.length === 0 ? (
            <Empty
              icon={filter.search ? 'search' : 'exams'}
              title={filter.search ? `Nothing fits “${filter.search}”` : title}
            >
              {filter.search ? 'Try a part of a name, a company or an exam.' : text}
            </Empty>
          ) : (
            <SittingList rows={board.rows} now={board.now} posted={posted?.answer} mayChange={mayChange} />
          )}
          <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line px-4 py-3">
            <p className="text-sm text-ink-soft">
              {filter.month ? `Only ${formatMonth(filter.month)}` : 'All months'}
              {filter.exam ? `, ${filter.exam} alone.` : '.'} An outcome is reported without the name.
            </p>
            <Paging offset={(filter.page - 1) * filter.pageSize} limit={filter.pageSize} total={board.total} />
          </div>
        </Card>
      </div>
    </>
  );
}
