// The answer that carries a calendar file.

export const calendarResponse = (text: string, sessionId: number, isHead: boolean): Response =>
  new Response(isHead ? null : text, {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `attachment; filename="session-${sessionId}.ics"`,
    },
  });
