const SHEET_NAMES: Readonly<Record<string, string>> = { registration: 'Registration and progress', exams: 'Exams' };

export const nameOfSheet = (id: string): string => SHEET_NAMES[id] ?? id;
