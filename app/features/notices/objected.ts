/** In SQL: they objected to a version, be it one that a restore lost. An objection holds against later ones, too, as far as they tell of more (C6). `personId` is a column. */
export const hasObjected = (personId: string): string => `(
  exists (select from notice_tellings o where o.person_id = ${personId} and o.answer = 'objected')
  or exists (select from lost_tellings o where o.person_id = ${personId} and o.objected_at is not null))`;
