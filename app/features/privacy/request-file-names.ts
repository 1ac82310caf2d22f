// The files that there are to hand over, by the right that they are for (P4).
export const FILES_OF_KIND: Readonly<Record<'access' | 'portability', readonly string[]>> = {
  access: ['everything.xlsx', 'everything.json'],
  portability: ['given.json'],
};
