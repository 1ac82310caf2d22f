import type { Messages } from '../../messages.ts';

export const start: Messages['start'] = {};
