/** Checks what stands around the rows of a workbook, part by part: by inclusion, so that what is not known is refused. */
import { MADE_AT } from './shell.ts';
import type { CheckId, Findings } from './findings.ts';
import { sheetPart } from './inspect-archive.ts';
import { attributeOf, elementsOf, leavesOf, tagsOf } from './xml-scan.ts';
import { unescapeText } from './cell-text.ts';

const WORKBOOK = [
  'workbook',
  'fileVersion',
  'workbookPr',
  'bookViews',
  'workbookView',
  'sheets',
  'sheet',
  'definedNames',
  'definedName',
  'calcPr',
];
const SHEET_FRAME = [
  'worksheet',
  'sheetPr',
  'pageSetUpPr',
  'sheetViews',
  'sheetView',
  'pane',
  'selection',
  'sheetFormatPr',
  'cols',
  'col',
  'sheetData',
  'autoFilter',
  'conditionalFormatting',
  'cfRule',
  'dataBar',
  'cfvo',
  'color',
  'extLst',
  'ext',
  'x14:id',
  'pageMargins',
  'pageSetup',
  'headerFooter',
  'oddFooter',
  'ignoredErrors',
  'ignoredError',
  'x14:conditionalFormattings',
  'x14:conditionalFormatting',
  'x14:cfRule',
  'x14:dataBar',
  'x14:cfvo',
  'xm:f',
  'xm:sqref',
];
const RELATIONS = ['officeDocument', 'extended-properties', 'core-properties', 'styles', 'theme', 'worksheet'];
/** General, a whole number, text. */
const NUMBER_FORMATS = ['0', '1', '49'];

/** What an element that should not be there would do. */
function checkFor(element: string): CheckId {
  if (/^(?:hyperlink|externalReference|oleLink|webPublish|customSheetView)/.test(element)) return 'links';
  if (/^(?:f|formula.*|dataValidation.*|function.*|macro.*|control.*)$/.test(element)) return 'active';
  if (/^(?:drawing|legacyDrawing|picture|oleObject|comment|x14:slicer)/.test(element)) return 'attachments';
  if (/^(?:filterColumn|filters|filter|sortState|customFilters|top10)/.test(element)) return 'hidden';
  return 'cells';
}

function onlyKnown(xml: string, known: readonly string[], where: string, findings: Findings): void {
  for (const element of elementsOf(xml)) {
    if (!known.includes(element)) findings.fail(checkFor(element), `${where} holds <${element}>`);
  }
}

/** The beginning and the end of a sheet, without its rows. */
export function inspectSheetFrame(xml: string, sheet: string, findings: Findings): void {
  onlyKnown(xml, SHEET_FRAME, `'${sheet}'`, findings);
  const tags = xml.match(/<[^>]*>/g) ?? [];
  for (const tag of tags) {
    const hides =
      /\s(?:hidden|collapsed|zeroHeight|veryHidden)="(?!0"|false")|\swidth="0(?:\.0*)?"|\soutlineLevel="[1-9]/.test(
        tag,
      );
    findings.expect(!hides, 'hidden', `'${sheet}' hides something`);
  }
  for (const rule of tagsOf(xml, '(?:x14:)?cfRule')) {
    findings.expect(attributeOf(rule, 'type') === 'dataBar', 'active', `'${sheet}' formats by more than a bar`);
  }
  for (const [element, text] of leavesOf(xml)) {
    if (element === 'xm:f') findings.expect(/^(?:0|100)$/.test(text), 'active', `'${sheet}' computes a bar`);
    if (element === 'oddFooter') {
      findings.expect(text === '&amp;L&amp;A&amp;R&amp;P / &amp;N', 'properties', `'${sheet}' has another footer`);
    }
  }
}

export function inspectWorkbookPart(
  xml: string,
  relations: string,
  sheets: readonly string[],
  findings: Findings,
): void {
  onlyKnown(xml, WORKBOOK, 'The workbook', findings);
  const found = tagsOf(xml, 'sheet');
  const names = found.map((tag) => unescapeText(attributeOf(tag, 'name') ?? ''));
  findings.expect(names.join('\n') === sheets.join('\n'), 'sheets', 'other sheets, or another order');
  const targets = new Map(
    tagsOf(relations, 'Relationship').map((tag) => [attributeOf(tag, 'Id'), attributeOf(tag, 'Target')]),
  );
  found.forEach((tag, index) => {
    findings.expect(
      `xl/${targets.get(attributeOf(tag, 'r:id'))}` === sheetPart(index),
      'sheets',
      'a sheet is not the part it should be',
    );
    findings.expect((attributeOf(tag, 'state') ?? 'visible') === 'visible', 'hidden', `sheet ${index + 1} is hidden`);
  });
  for (const tag of tagsOf(xml, 'definedName')) {
    const known = ['_xlnm.Print_Titles', '_xlnm._FilterDatabase'].includes(attributeOf(tag, 'name') ?? '');
    findings.expect(known, 'names', 'a name is defined that should not be');
  }
  for (const [element, text] of leavesOf(xml)) {
    if (element !== 'definedName') continue;
    const within = sheets.some((name) => unescapeText(text).startsWith(`'${name}'!$`) || text.startsWith(`${name}!$`));
    findings.expect(within && /\$[0-9]+$/.test(text), 'names', 'a defined name leads elsewhere');
  }
}

export function inspectRelations(xml: string, where: string, findings: Findings): void {
  for (const tag of tagsOf(xml, 'Relationship')) {
    const type = attributeOf(tag, 'Type')?.split('/').at(-1) ?? '';
    const target = attributeOf(tag, 'Target') ?? '';
    const inside = attributeOf(tag, 'TargetMode') === null && /^[a-z]+(?:\/[a-z]+)?[\w/]*\.xml$/i.test(target);
    findings.expect(inside, 'links', `${where} leads outside`);
    findings.expect(
      RELATIONS.includes(type),
      /vba/i.test(type) ? 'active' : 'links',
      `${where} has a relation '${type}'`,
    );
  }
}

export function inspectContentTypes(xml: string, findings: Findings): void {
  findings.expect(!/macroEnabled|vbaProject|activeX/i.test(xml), 'active', 'the workbook is declared to hold macros');
  findings.expect(!/comments|drawing\+xml|image\//i.test(xml), 'attachments', 'comments or drawings are declared');
}

export function inspectStyles(xml: string, findings: Findings): void {
  findings.expect(tagsOf(xml, 'numFmt').length === 0, 'formats', 'a number format of its own');
  for (const tag of tagsOf(xml, 'xf')) {
    findings.expect(
      NUMBER_FORMATS.includes(attributeOf(tag, 'numFmtId') ?? '0'),
      'formats',
      'a format that is not text or a whole number',
    );
  }
}

const coreOf = (maker: string): Record<string, string> => ({
  'dc:creator': maker,
  'cp:lastModifiedBy': maker,
  'dcterms:created': MADE_AT,
  'dcterms:modified': MADE_AT,
});
const APP: Record<string, RegExp> = {
  Application: /^Microsoft Excel$/,
  AppVersion: /^[0-9.]+$/,
  DocSecurity: /^0$/,
  ScaleCrop: /^false$/,
  LinksUpToDate: /^false$/,
  SharedDoc: /^false$/,
  HyperlinksChanged: /^false$/,
  'vt:i4': /^[0-9]$/,
};

export function inspectProperties(
  core: string,
  app: string,
  { sheets, maker }: { sheets: readonly string[]; maker: string },
  findings: Findings,
): void {
  const constants = coreOf(maker);
  for (const [element, text] of leavesOf(core)) {
    findings.expect(
      unescapeText(text) === (constants[element] ?? ''),
      'properties',
      `<${element}> is not the constant it should be`,
    );
  }
  for (const [element, text] of leavesOf(app)) {
    const known =
      element === 'vt:lpstr'
        ? ['Worksheets', ...sheets].includes(unescapeText(text))
        : (APP[element]?.test(text) ?? text === '');
    findings.expect(known, 'properties', `<${element}> is not the constant it should be`);
  }
}
