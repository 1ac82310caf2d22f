import type { Messages } from '../../messages.ts';

export const register: Messages['register'] = {};
