import type { NoticeAnswerMessages } from '../../messages.ts';

export const noticeAnswer: NoticeAnswerMessages = {
  title: 'De privacyverklaring verandert',
  from: (day: string) => `Vanaf ${day} geldt een nieuwe versie.`,
  wider: (day: string) =>
    `Daarin staat dat er met uw gegevens meer gebeurt dan in de versie die u kent: in wat ermee wordt gedaan, of in wat werkgevers of Microsoft krijgen. Dat geldt voor u vanaf ${day}, tenzij u bezwaar maakt.`,
  notWider: 'Niemand krijgt meer dan voorheen, en er gebeurt niet meer met uw gegevens.',
  read: 'Bekijk wat verandert, en antwoord',
  stays:
    'U hebt bezwaar gemaakt. Wat er nieuw in staat, geldt niet voor u: een rapport dat het nodig heeft, laat u weg.',
  changed: 'Wat verandert',
  whole: 'De hele verklaring',
  acknowledge: 'Ik heb het gelezen',
  object: 'Ik maak bezwaar',
  objectHint:
    'De versie die u kent, blijft voor u gelden, en een rapport dat de nieuwe nodig heeft, laat u weg. Niets in uw opleiding hangt ervan af, en u kunt later alsnog akkoord gaan.',
  acknowledged: 'Dank u. Deze versie geldt vanaf nu voor u.',
  objected: 'Uw bezwaar is genoteerd. Wat nieuw is, geldt niet voor u.',
  none: 'U kent de nieuwste versie van de verklaring.',
};
