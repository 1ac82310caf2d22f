// Decides what a partner ID (MPN ID) is: digits, letters and hyphens, in capitals wherever it is kept or looked for, so that 'ab12' and 'AB12' are one.

export const PARTNER_ID = /^[0-9A-Za-z][0-9A-Za-z-]{0,31}$/;

/** The spelling under which a partner ID is kept. Every way in goes through here: the form, files, the command line. */
export const partnerIdOf = (typed: string): string => typed.toUpperCase();
