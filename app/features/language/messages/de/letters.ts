import type { Messages } from '../../messages.ts';

export const letters: Messages['mails']['letters'] = {
  title: (kind, day) => `Ihr Antrag vom ${day}: ${kind}`,
  number: (id) => `Nummer ${id}`,
  greeting: (name) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
  closing: 'Mit freundlichen Grüßen',
  contact: (name, email) => `Wenn Sie Fragen haben, schreiben Sie bitte an ${name}, ${email}.`,
  complain: (authority, address, others) =>
    `Wenn Sie nicht einverstanden sind, können Sie sich bei der Aufsichtsbehörde beschweren, ${authority} (${address}), oder bei der Ihres eigenen Landes (${others}), und Sie können vor Gericht gehen.`,
  receipt: {
    what: (day) => `Wir haben Ihren Antrag am ${day} erhalten.`,
    due: (day) =>
      `Wir antworten bis zum ${day}. Es kostet Sie nichts. Sollte es länger dauern, sagen wir Ihnen das im ersten Monat und nennen den Grund.`,
    identity:
      'Bevor wir ihn ausführen, stellen wir sicher, dass Sie es sind, der fragt. Dafür bitten wir Sie vielleicht noch um etwas.',
  },
  identity: {
    what: 'Bevor wir Ihren Antrag ausführen, müssen wir sicher sein, dass Sie es sind, damit niemand sonst Ihre Daten bekommt oder ändert.',
    please: 'Bitte helfen Sie uns dabei:',
    kept: 'Was Sie uns dafür zeigen, wird nicht aufbewahrt.',
  },
  extension: {
    what: (day) =>
      `Wir brauchen für Ihren Antrag länger als einen Monat. Wir antworten bis zum ${day}, spätestens drei Monate nachdem wir ihn erhalten haben.`,
    reason: 'Der Grund:',
  },
  decision: {
    'carried-out': 'Wir haben getan, worum Sie gebeten haben.',
    partly: 'Wir haben einen Teil dessen getan, worum Sie gebeten haben.',
    refused: 'Wir kommen Ihrem Antrag nicht nach.',
    reason: 'Der Grund:',
    answer: 'Unsere Antwort:',
    kept: 'Dies wird aufbewahrt, obwohl Sie um Löschung gebeten haben:',
    keptLine: (what, law, until) => `${what}: ${law}, bis zum ${until}. Danach wird es gelöscht.`,
    account: 'Ihre Daten liegen unter Meine Daten auf Ihrer Seite bereit, als Dateien zum Mitnehmen.',
    file: 'Ihre Daten erhalten Sie mit diesem Brief.',
    erased: 'Alles, was wir über Sie gespeichert hatten, ist gelöscht, auch Ihr Konto.',
    restricted: 'Von jetzt an steht nichts über Sie in einem Bericht.',
    back: 'Von jetzt an stehen Sie wieder in den Berichten an Ihren Arbeitgeber und an Microsoft, wie es in den Datenschutzhinweisen steht.',
    withdrawn: 'Ihre Einwilligung ist von jetzt an widerrufen. Was vorher geschah, bleibt rechtmäßig.',
    told: 'Wer Daten über Sie bekommen hat, die sich dadurch ändern, ist benachrichtigt.',
  },
  mail: {
    subject: {
      receipt: 'Wir haben Ihren Antrag erhalten',
      identity: 'Wir brauchen etwas von Ihnen für Ihren Antrag',
      extension: 'Ihr Antrag dauert länger',
      decision: 'Ihr Antrag ist beantwortet',
    },
    what: {
      receipt:
        'Wir haben einen Antrag von Ihnen zu Ihren Daten erhalten. Bis wann wir antworten, steht auf Ihrer Seite.',
      identity:
        'Bevor wir einen Antrag zu Ihren Daten ausführen, müssen wir sicher sein, dass Sie es sind. Worum wir Sie bitten, steht auf Ihrer Seite.',
      extension:
        'Ein Antrag von Ihnen zu Ihren Daten dauert länger als einen Monat. Warum und bis wann, steht auf Ihrer Seite.',
      decision: 'Ein Antrag von Ihnen zu Ihren Daten ist beantwortet. Die Antwort steht auf Ihrer Seite.',
    },
    link: 'Meine Daten öffnen',
    notYou: (email) => `Wenn Sie nichts beantragt haben, schreiben Sie bitte an ${email}.`,
  },
};
