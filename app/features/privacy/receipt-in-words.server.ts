// Puts the receipt of an erasure into the words of a language, for the page that shows it once: it goes there with the answer to the form, and is kept nowhere.
import { ALL_MESSAGES } from '#app/features/language/all-messages.server.ts';
import type { ReceiptMessages } from '#app/features/language/messages.ts';
import type { Language } from '#reports/catalogue.ts';
import type { ErasureReceipt } from './erasure-receipt.ts';

export type ReceiptInWords = Pick<ErasureReceipt, 'reference' | 'at'> & {
  readonly files: number;
  readonly told: number;
  readonly runs: number;
  readonly kept: readonly {
    readonly what: string;
    readonly law: string;
    /** 'YYYY-MM-DD'; null where `howLong` says it. */
    readonly until: string | null;
    readonly howLong: string;
  }[];
};

/** What the page says, handed to it alone. */
export const receiptIn = (language: Language): ReceiptMessages => ALL_MESSAGES[language].receipt;

const isOf = <T extends object>(words: T, name: string): name is Extract<keyof T, string> => name in words;

export function sayReceipt(receipt: ErasureReceipt, language: Language): ReceiptInWords {
  const { notice, receipt: words } = ALL_MESSAGES[language];
  return {
    reference: receipt.reference,
    at: receipt.at,
    files: receipt.filesRemoved.length,
    told: receipt.notifications,
    runs: receipt.runsNotReproducible.length,
    kept: receipt.kept.map(({ what, law, until, period }) => ({
      what: isOf(notice.classes, what) ? notice.classes[what].what : what,
      law: isOf(words.laws, what) ? words.laws[what] : law,
      until,
      howLong: isOf(notice.classes, what) ? notice.classes[what].howLong : period,
    })),
  };
}
