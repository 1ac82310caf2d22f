// The first privacy notice of the sample data, in plain words, and what it covers: everything that F1–F6 could ever hold.
import type { NewNotice } from '#app/features/people/publish-notice.server.ts';
import { DATASET_IDS, DATASETS, fieldOf, type FieldId, type Language } from '#reports/catalogue.ts';

/** Within a sentence: German writes nouns with a capital everywhere, abbreviations keep theirs. */
const inSentence = (header: string, language: Language): string =>
  language === 'de' || /^\p{Lu}\p{Lu}/u.test(header) ? header : `${header.charAt(0).toLowerCase()}${header.slice(1)}`;

const named = (fields: readonly FieldId[], language: Language): string =>
  fields.map((field) => inSentence(fieldOf(field).headers[language], language)).join(', ');

type Words = (list: string, exams: string) => string;

const BODIES: Readonly<Record<Language, Words>> = {
  en: (list, exams) => `Privacy notice of the Partner Skills Academy, version 1

We keep what you or your training centre give us when you register, your progress in workshops, the months of your exams and
whether you passed, in order to run the academy under the agreement between your employer, Microsoft and us.

Your employer, and Microsoft for all participants, receive for each workshop: ${list}.
About exams they receive, without your name: ${exams}. Never the day of an exam.

Your employer sees its own people only. Nobody else is given these data. Microsoft may also be given recordings of workshops; you are told
before a session that is recorded. Partners of the academy may be given counts, never of fewer than ten people.

Only if you agree, and each by itself: the academy’s member in your own country, and nobody else, is given your name, e-mail address,
phone, country, company, job role and workshops; and we write or call to tell you of news and offers. Nothing in your training depends
on it, and you can withdraw it at any time on your own page.

You can see on your own page what left about you,
when and to whom; you can correct it, object, restrict it or have it erased, and complain to the supervisory authority.
`,
  nl: (list, exams) => `Privacyverklaring van de Partner Skills Academy, versie 1

Wij bewaren wat u of uw trainingscentrum ons bij de registratie geeft, uw voortgang in workshops, de maanden van uw examens en
of u bent geslaagd, om de academie te laten werken onder de overeenkomst tussen uw werkgever, Microsoft en ons.

Uw werkgever, en Microsoft voor alle deelnemers, ontvangen per workshop: ${list}.
Over examens ontvangen zij, zonder uw naam: ${exams}. Nooit de dag van een examen.

Uw werkgever ziet alleen de eigen mensen. Niemand anders krijgt deze gegevens. Microsoft kan ook opnamen van workshops krijgen; u hoort het
voordat een sessie wordt opgenomen. Partners van de academie kunnen aantallen krijgen, nooit van minder dan tien personen.

Alleen als u daarmee instemt, en elk afzonderlijk: het lid van de academie in uw eigen land, en niemand anders, krijgt uw naam,
e-mailadres, telefoon, land, bedrijf, functie en workshops; en wij schrijven of bellen u over nieuws en aanbiedingen. Niets in uw
opleiding hangt ervan af, en u kunt het op uw eigen pagina altijd intrekken.

Op uw eigen pagina ziet u wat er over u is gemeld,
wanneer en aan wie; u kunt het verbeteren, bezwaar maken, het laten beperken of wissen, en een klacht indienen bij de toezichthouder.
`,
  de: (list, exams) => `Datenschutzhinweis der Partner Skills Academy, Version 1

Wir speichern, was Sie oder Ihr Schulungszentrum uns bei der Registrierung geben, Ihren Fortschritt in Workshops, die Monate Ihrer
Prüfungen und ob Sie bestanden haben, um die Akademie nach der Vereinbarung zwischen Ihrem Arbeitgeber, Microsoft und uns zu betreiben.

Ihr Arbeitgeber, und Microsoft für alle Teilnehmenden, erhalten je Workshop: ${list}.
Über Prüfungen erhalten sie, ohne Ihren Namen: ${exams}. Niemals den Tag einer Prüfung.

Ihr Arbeitgeber sieht nur die eigenen Leute. Sonst erhält niemand diese Daten. Microsoft kann auch Aufzeichnungen von Workshops erhalten;
vor einer aufgezeichneten Sitzung sagen wir es Ihnen. Partner der Akademie können Anzahlen erhalten, nie von weniger als zehn Personen.

Nur wenn Sie einwilligen, und jedes für sich: Das Mitglied der Akademie in Ihrem eigenen Land, und sonst niemand, erhält Ihren Namen,
E-Mail, Telefon, Land, Unternehmen, Funktion und Workshops; und wir schreiben Ihnen oder rufen Sie an, um Neuigkeiten und Angebote
mitzuteilen. Nichts in Ihrer Ausbildung hängt davon ab, und Sie können es jederzeit auf Ihrer eigenen Seite widerrufen.

Auf Ihrer eigenen Seite sehen Sie, was wann an wen über
Sie weitergegeben wurde; Sie können es berichtigen, widersprechen, es einschränken oder löschen lassen und sich bei der Aufsichtsbehörde
beschweren.
`,
  fr: (list, exams) => `Avis de confidentialité de la Partner Skills Academy, version 1

Nous conservons ce que vous ou votre centre de formation nous donnez lors de l’inscription, votre progression dans les ateliers, les mois
de vos examens et si vous les avez réussis, afin de faire fonctionner l’académie selon l’accord entre votre employeur, Microsoft et nous.

Votre employeur, et Microsoft pour tous les participants, reçoivent pour chaque atelier : ${list}.
Au sujet des examens, ils reçoivent, sans votre nom : ${exams}. Jamais le jour d’un examen.

Votre employeur ne voit que son propre personnel. Personne d’autre ne reçoit ces données. Microsoft peut aussi recevoir des enregistrements
d’ateliers ; vous en êtes informé avant une session enregistrée. Les partenaires de l’académie peuvent recevoir des nombres, jamais de moins
de dix personnes.

Seulement si vous y consentez, et chacun séparément : le membre de l’académie dans votre propre pays, et personne d’autre, reçoit votre
nom, e-mail, téléphone, pays, entreprise, fonction et ateliers ; et nous vous écrivons ou vous appelons pour des nouvelles et des offres.
Rien dans votre formation n’en dépend, et vous pouvez le retirer à tout moment sur votre page.

Sur votre page, vous voyez ce qui a été
communiqué à votre sujet, quand et à qui ; vous pouvez le rectifier, vous opposer, demander la limitation ou l’effacement, et déposer une
réclamation auprès de l’autorité de contrôle.
`,
  pl: (list, exams) => `Informacja o prywatności Partner Skills Academy, wersja 1

Przechowujemy dane podane przy rejestracji przez Ciebie lub Twoje centrum szkoleniowe, postępy w warsztatach, miesiące egzaminów oraz to,
czy zostały zdane, aby prowadzić akademię na podstawie umowy między Twoim pracodawcą, firmą Microsoft i nami.

Pracodawca, a Microsoft w przypadku wszystkich uczestników, otrzymuje dla każdego warsztatu: ${list}.
O egzaminach otrzymują, bez Twojego nazwiska: ${exams}. Nigdy dzień egzaminu.

Pracodawca widzi tylko swoich pracowników. Nikt inny nie otrzymuje tych danych. Microsoft może otrzymać także nagrania warsztatów; mówimy
o tym przed nagrywaną sesją. Partnerzy akademii mogą otrzymać liczby, nigdy mniej niż dziesięciu osób.

Tylko za Twoją zgodą, osobno na każdy cel: członek akademii w Twoim kraju, i nikt inny, otrzymuje imię i nazwisko, adres e-mail,
telefon, kraj, firmę, stanowisko i warsztaty; a my piszemy lub dzwonimy z nowościami i ofertami. Nic w Twoim szkoleniu od tego nie
zależy, a zgodę można w każdej chwili wycofać na swojej stronie.

Na swojej stronie zobaczysz, co, kiedy i komu o Tobie
przekazano; możesz to poprawić, wnieść sprzeciw, ograniczyć przetwarzanie lub usunąć dane oraz złożyć skargę do organu nadzorczego.
`,
  es: (list, exams) => `Aviso de privacidad de la Partner Skills Academy, versión 1

Conservamos lo que usted o su centro de formación nos dan al registrarse, su progreso en los talleres, los meses de sus exámenes y si los
ha aprobado, para que la academia funcione según el acuerdo entre su empresa, Microsoft y nosotros.

Su empresa, y Microsoft respecto de todos los participantes, reciben por cada taller: ${list}.
Sobre los exámenes reciben, sin su nombre: ${exams}. Nunca el día de un examen.

Su empresa solo ve a su propio personal. Nadie más recibe estos datos. Microsoft puede recibir también grabaciones de talleres; se lo decimos
antes de una sesión grabada. Los socios de la academia pueden recibir cifras, nunca de menos de diez personas.

Solo si usted consiente, y cada cosa por separado: el miembro de la academia en su propio país, y nadie más, recibe su nombre, correo,
teléfono, país, empresa, puesto y talleres; y le escribimos o llamamos para darle novedades y ofertas. Nada en su formación depende de
ello, y puede retirarlo en cualquier momento en su página.

En su página puede ver qué se ha comunicado sobre usted, cuándo y a
quién; puede corregirlo, oponerse, limitarlo o pedir que se suprima, y reclamar ante la autoridad de control.
`,
};

const textIn = (language: Language): string =>
  BODIES[language](named(DATASETS.F1.fields, language), named(DATASETS.F3.fields, language));

export const NOTICE: NewNotice = {
  version: 1,
  publishedOn: '2026-01-01',
  texts: {
    en: textIn('en'),
    nl: textIn('nl'),
    de: textIn('de'),
    fr: textIn('fr'),
    pl: textIn('pl'),
    es: textIn('es'),
  },
  scopes: DATASET_IDS.flatMap((dataset) =>
    DATASETS[dataset].recipients.flatMap((recipientKind) =>
      DATASETS[dataset].fields.map((field) => ({ recipientKind, dataset, field })),
    ),
  ),
};
