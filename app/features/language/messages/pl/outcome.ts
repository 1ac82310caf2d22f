import type { Messages } from '../../messages.ts';

export const outcome: Messages['outcome'] = {};
