import type { Messages } from '../../messages.ts';

export const notice: Messages['notice'] = {};
