// Decides which fields of an agreement people are told of by the privacy notice: the wall that an agreement stays inside of.
import type { DatasetId, FieldId, RecipientKind } from '#reports/catalogue.ts';
import { listFields, type Datasets } from './terms.ts';

/** A version of the notice that is in force, or announced for a later day. */
export type NoticeOfWall = {
  readonly version: number;
  /** 'YYYY-MM-DD'. */
  readonly publishedOn: string;
  readonly isAnnounced: boolean;
  /** 'kind dataset field'. */
  readonly scopes: ReadonlySet<string>;
};

/** The newest notice that is published, then those that are announced, by day. */
export type NoticeWall = readonly NoticeOfWall[];

export type Told =
  { readonly kind: 'told' } | { readonly kind: 'announced'; readonly from: string } | { readonly kind: 'not-told' };

const scopeOf = (kind: RecipientKind, dataset: DatasetId, field: FieldId): string => `${kind} ${dataset} ${field}`;

/** Whether people are told that such recipients are given the field. */
export function toldOf(wall: NoticeWall, kind: RecipientKind, dataset: DatasetId, field: FieldId): Told {
  const covering = wall.find(({ scopes }) => scopes.has(scopeOf(kind, dataset, field)));
  if (covering === undefined) return { kind: 'not-told' };
  return covering.isAnnounced ? { kind: 'announced', from: covering.publishedOn } : { kind: 'told' };
}

/** True when one notice, in force or announced, tells people everything: the gate asks the same of the notice that each of them was told. */
export const isCovered = (wall: NoticeWall, kind: RecipientKind, datasets: Datasets): boolean =>
  wall.some(({ scopes }) =>
    listFields(datasets).every(({ dataset, field }) => scopes.has(scopeOf(kind, dataset, field))),
  );
