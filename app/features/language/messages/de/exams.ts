import type { Messages } from '../../messages.ts';

export const exams: Messages['exams'] = {};
