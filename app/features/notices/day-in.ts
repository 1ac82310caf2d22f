/** '23 November 2026', '23. November 2026': a day as a mail or a page says it, by Amsterdam's clock. */
export const dayIn = (language: string, day: Date): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeZone: 'Europe/Amsterdam',
  }).format(day);
