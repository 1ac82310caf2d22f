// What an upload is: a file of somebody on its way in, how it is to be read, and how far it has come.
import type { AttestedNotice } from './apply-registrations.server.ts';
import type { Encoding } from './decode-text.ts';
import type { ChosenColumns, ImportKind } from './match-columns.ts';
import type { Noted } from './plan-import.ts';
import type { FileForm } from './parse-file.ts';
import type { Delimiter } from './read-table.ts';
import type { Refused } from './refusals.ts';

/** 'stopped' is no state that is stored: it is being read, and whoever read it has not been heard of for some time. */
export type UploadState = 'reading' | 'stopped' | 'read' | 'applying' | 'applied' | 'cancelled' | 'failed';

/** What somebody chose on the page; what they did not is found in the file. */
export type ReadingChoice = {
  readonly encoding: Encoding | null;
  readonly delimiter: Delimiter | null;
  readonly columns: ChosenColumns;
  /** Registrations: who was given which notice, and who says so. */
  readonly notice: AttestedNotice | null;
};

/** In the order in which they are shown. */
export const ROW_FATES = ['refused', 'changed', 'created', 'same'] as const;
export type RowFate = (typeof ROW_FATES)[number];
export const ROWS_PER_PAGE = 50;

/** Counts and choices, no value of a cell. */
export type UploadSummary = {
  readonly delimiter: Delimiter | null;
  readonly notice: AttestedNotice | null;
  /** Null where the file could not be read, or its columns are not those of its kind. */
  readonly plan: { readonly digest: string; readonly counts: Readonly<Record<RowFate, number>> } | null;
  /** Why there is nothing to go on with. */
  readonly because?: 'erased' | 'fault';
};

export type Upload = {
  readonly id: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly state: UploadState;
  readonly percent: number;
  readonly batchId: number | null;
  readonly uploadedAt: Date;
  readonly encoding: Encoding | null;
  readonly columns: ChosenColumns;
  readonly summary: UploadSummary | null;
};

/** A row as the page shows it: its cells in our order of columns, what it changes, and why it is refused. */
export type PageRow = {
  readonly number: number;
  readonly cells: readonly string[];
  readonly changes: readonly Noted[];
  readonly reasons: readonly string[];
};

/** Beside the pages: how the file was read, what is wrong with it as a whole, and where each page stands (start and length, in bytes). */
export type Contents = {
  readonly form: FileForm | null;
  readonly faults: readonly Refused[];
  readonly pages: Readonly<Record<RowFate, readonly (readonly [number, number])[]>>;
};
