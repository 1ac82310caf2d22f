// Decides how somebody can stand towards a newer notice, and how each of it reads.

export const STANDS = ['untold', 'mailed', 'seen', 'objected', 'acknowledged', 'applied'] as const;
export type NoticeStand = (typeof STANDS)[number];

export const STAND_WORDS: Readonly<Record<NoticeStand, string>> = {
  untold: 'Not told yet',
  mailed: 'Told by mail',
  seen: 'Saw it on the site',
  objected: 'Objected',
  acknowledged: 'Acknowledged',
  applied: 'Applies without an answer',
};

export const PEOPLE_A_PAGE = 50;

export const isStand = (text: string | null): text is NoticeStand => STANDS.some((stand) => stand === text);
