/** What the association and the programme are called until it is decided otherwise; headers, files and texts follow what is decided. */
export const ACADEMY_NAME = 'Partner Skills Academy';

/** What the programme calls the number of a partner; it was renamed before. */
export const PARTNER_ID_NAME = 'MPN ID';
