export const WORKBOOK_HEADERS = {
  'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'Cache-Control': 'no-store',
};

/** A workbook that was just written, as a download. */
export const workbookResponse = ({ name, bytes }: { name: string; bytes: Uint8Array<ArrayBuffer> }): Response =>
  new Response(bytes, { headers: { ...WORKBOOK_HEADERS, 'Content-Disposition': `attachment; filename="${name}"` } });
