// What fields of reports are called, with the programme's word for a partner's number as it was decided.
import { headerOf, isFieldId, type FieldId, type Language } from '#reports/catalogue.ts';
import { theAcademy } from './academy.ts';

export const nameOfField = (id: FieldId, language: Language): string => headerOf(id, language, theAcademy().partnerId);

/** The same of a name that may be none of ours: it is given back. */
export const nameOfAny = (id: string, language: Language): string => (isFieldId(id) ? nameOfField(id, language) : id);
