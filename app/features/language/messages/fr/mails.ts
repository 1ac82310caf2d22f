import type { Messages } from '../../messages.ts';
import { letters } from './letters.ts';
import { breachLetter } from './breach-letter.ts';
import { supportAnswered, supportAskedBack, supportClosed } from './support-mails.ts';

export const mails: Messages['mails'] = {
  registration: {
    subject: 'Confirmez votre inscription à la Partner Skills Academy',
    why: 'Quelqu’un, probablement vous, s’est inscrit avec cette adresse. Veuillez confirmer qu’elle est bien la vôtre. Sinon, rien n’est conservé plus de sept jours et personne n’est informé de quoi que ce soit.',
    link: 'Confirmer l’inscription',
    until: 'Le lien fonctionne une seule fois, pendant sept jours.',
    notYou: 'Si ce n’était pas vous, ne faites rien : ce qui a été saisi est supprimé automatiquement.',
  },
  alreadyRegistered: {
    subject: 'Vous êtes inscrit à la Partner Skills Academy',
    why: 'Il existe un compte pour cette adresse : aucune inscription n’est nécessaire. Veuillez vous connecter.',
    link: 'Se connecter',
    notYou:
      'Si vous n’attendiez pas ce message, ne faites rien : rien n’a été modifié et personne n’apprend que le compte existe.',
  },
  guardian: {
    subject: 'Votre autorisation est demandée : Partner Skills Academy',
    why: 'Une personne de 16 ans ou moins souhaite s’inscrire à la Partner Skills Academy et vous a indiqué comme parent ou tuteur.',
    what: 'La page à laquelle mène ce lien dit de qui il s’agit, ce qui est conservé et qui en est informé. Vous pouvez y donner votre accord ou refuser ; tout est alors supprimé immédiatement.',
    link: 'Lire, puis accepter ou refuser',
    notice: 'Avis de confidentialité',
    until: 'Sans réponse dans les sept jours, tout est également supprimé.',
  },
  guardianAgreed: {
    subject: 'Votre parent ou tuteur a accepté : Partner Skills Academy',
    why: 'Votre parent ou tuteur a accepté, et votre compte est créé. Veuillez vous connecter.',
    link: 'Se connecter',
  },
  imported: {
    subject: 'Ce que la Partner Skills Academy conserve à votre sujet',
    hello: (name: string) => (name === '' ? 'Bonjour,' : `Bonjour ${name},`),
    why: 'Votre centre de formation ou votre employeur vous a inscrit à la Partner Skills Academy, parce que vous participez à ses ateliers. Vous avez le droit de savoir ce que cela signifie.',
    held: 'Nous conservons votre nom, votre adresse professionnelle, votre numéro de téléphone, votre pays, votre entreprise, son ID partenaire et votre fonction, les ateliers que vous suivez et votre progression, les mois de vos examens et si vous les avez réussis.',
    who: 'Votre employeur reçoit ces données pour son propre personnel, et Microsoft pour tous les participants. Ce qui est dit des examens ne porte aucun nom, et un mois au lieu d’un jour.',
    source:
      'Ces données viennent de votre centre de formation ou de votre employeur. La base juridique est le contrat au titre duquel vous êtes formé.',
    rights:
      'Vous pouvez tout consulter, rectifier, vous opposer, ou demander la limitation ou l’effacement. Sur votre page, vous voyez aussi ce qui a été communiqué à votre sujet, quand et à qui.',
    notice: 'L’avis de confidentialité, avec tout ce qui est conservé et pendant combien de temps',
    signIn: 'Se connecter et consulter',
  },
  placeFree: {
    hello: (name) => (name === '' ? 'Bonjour,' : `Bonjour ${name},`),
    subject: 'Une place s’est libérée pour vous',
    text: 'Une place dans un atelier que vous attendiez est à vous. L’atelier figure sur votre page et vous pouvez commencer.',
    open: 'Ouvrir ma page',
    otherwise:
      'Si vous n’avez plus besoin de la place, désinscrivez-vous sur cette page : elle reviendra à la personne suivante.',
  },
  sessionRecorded: {
    hello: (name) => (name === '' ? 'Bonjour,' : `Bonjour ${name},`),
    subject: 'Une de vos sessions est enregistrée',
    text: 'Une session d’atelier dans laquelle vous avez une place est enregistrée. Les noms, les images et les voix des participants peuvent être vus et entendus dans l’enregistrement. Il est destiné aux apprenants de l’atelier et, si cela est convenu, à Microsoft, et il est effacé le jour indiqué à côté.',
    open: 'Ouvrir ma page',
    calendar: 'Les séances en fichier d’agenda',
    otherwise:
      'Si vous préférez ne pas être vu ou entendu, laissez caméra et micro éteints, ou parlez-en avant à votre formateur.',
  },
  sessionChanged: {
    hello: (name) => (name === '' ? 'Bonjour,' : `Bonjour ${name},`),
    subject: 'Une de vos sessions a changé',
    text: 'La date, l’heure ou le lien d’une session d’atelier dans laquelle vous avez une place a changé. Ce qui vaut maintenant figure sur votre page.',
    open: 'Ouvrir ma page',
    calendar: 'Les séances en fichier d’agenda',
    otherwise: 'Le fichier d’agenda remplace ce que vous en aviez repris auparavant.',
  },
  sessionCancelled: {
    hello: (name) => (name === '' ? 'Bonjour,' : `Bonjour ${name},`),
    subject: 'Une de vos sessions est annulée',
    text: 'Une session d’atelier dans laquelle vous avez une place, ou en attendez une, est annulée. Vous restez inscrit à l’atelier. De quelle session il s’agit figure sur votre page.',
    open: 'Ouvrir ma page',
    calendar: 'Les séances en fichier d’agenda',
    otherwise: 'Votre centre de formation peut vous placer dans une autre session ; vous n’avez rien à faire.',
  },
  sessionReopened: {
    hello: (name) => (name === '' ? 'Bonjour,' : `Bonjour ${name},`),
    subject: 'Une de vos sessions a finalement lieu',
    text: 'Une session d’atelier dont nous vous avions annoncé l’annulation a finalement lieu. Ses dates figurent sur votre page.',
    open: 'Ouvrir ma page',
    calendar: 'Les séances en fichier d’agenda',
    otherwise: 'Si vous ne pouvez plus venir, dites-le à votre formateur ou désinscrivez-vous sur votre page.',
  },
  outcomeAsked: {
    hello: (name) => (name === '' ? 'Bonjour,' : `Bonjour ${name},`),
    subject: 'Comment s’est passé votre examen ?',
    text: 'Un examen que vous aviez réservé est derrière vous. Dites-nous comment il s’est passé : un clic sur la page à laquelle mène ce lien suffit.',
    open: 'Répondre',
    noSignIn:
      'Il n’est pas nécessaire de vous connecter, et ouvrir la page ne change rien. Une réponse peut être retirée pendant dix minutes. Votre employeur et Microsoft lisent les résultats sans votre nom.',
    stop: 'Si vous préférez ne pas le dire, choisissez cette réponse : nous ne vous interrogerons plus sur cet examen.',
  },
  outcomeReminded: {
    hello: (name) => (name === '' ? 'Bonjour,' : `Bonjour ${name},`),
    subject: 'Votre examen : nous vous le demandons encore une fois',
    text: 'Il y a quelques jours, nous vous avons demandé comment s’est passé un examen que vous aviez réservé. Nous n’avons pas encore de réponse. Dites-le-nous : un clic sur la page à laquelle mène ce lien suffit.',
    open: 'Répondre',
    noSignIn:
      'Il n’est pas nécessaire de vous connecter, et ouvrir la page ne change rien. Une réponse peut être retirée pendant dix minutes. Votre employeur et Microsoft lisent les résultats sans votre nom.',
    stop: 'Si vous préférez ne pas le dire, choisissez cette réponse : nous ne vous interrogerons plus sur cet examen, ni par courriel ni par téléphone.',
  },
  conflictDecided: {
    hello: (name) => (name === '' ? 'Bonjour,' : `Bonjour ${name},`),
    subject: 'Ce qui vaut pour votre examen est décidé',
    about:
      'Pour l’un de vos examens, deux résultats différents nous ont été indiqués : le vôtre et un autre. Quelqu’un de l’académie a examiné les deux.',
    stands: 'Ce qui était enregistré reste inchangé.',
    changed: 'L’autre résultat est maintenant enregistré et remplace celui qui y figurait.',
    open: 'Le voir parmi vos examens',
    wrong: (email) =>
      `Si vous pensez que c’est une erreur, vous pouvez demander une rectification sous « Mes données » ou écrire à ${email}.`,
  },
  emailChange: {
    subject: 'Confirmez votre nouvelle adresse',
    what: 'Vous nous avez demandé d’utiliser désormais cette adresse. Veuillez la confirmer sur la page derrière ce lien ; ouvrir la page ne change encore rien. Le lien fonctionne pendant un jour.',
    link: 'Confirmer la nouvelle adresse',
    ignore: 'Si vous ne l’avez pas demandé, ne faites rien : votre adresse reste ce qu’elle est.',
  },
  addressChanged: {
    subject: 'Votre adresse a été modifiée',
    greeting: (name: string) => (name === '' ? 'Bonjour,' : `Bonjour ${name},`),
    what: 'Comme demandé, cette adresse n’est plus celle avec laquelle vous vous connectez à la Partner Skills Academy, et plus aucun message n’y sera envoyé. Toutes les autres connexions ont été fermées. Un compte professionnel qui y était lié en est détaché.',
    notYou: (email: string) => `Si ce n’était pas vous, écrivez sans tarder à ${email}.`,
  },
  peopleMerged: {
    subject: 'Vos deux inscriptions n’en font plus qu’une',
    greeting: (name: string) => (name === '' ? 'Bonjour,' : `Bonjour ${name},`),
    what: 'Deux inscriptions à la Partner Skills Academy se sont révélées être celles d’une même personne : l’une avec cette adresse, l’autre avec une autre. Elles n’en font plus qu’une, avec tous les ateliers, examens et choix des deux. Pour un atelier présent dans les deux, la progression la plus avancée compte. Si elles disaient des choses différentes d’un examen, quelqu’un tranche et vous écrit.',
    here: 'Vous vous connectez avec cette adresse comme avant. L’autre reste connue comme la vôtre.',
    elsewhere:
      'Désormais, vous vous connectez avec votre autre adresse, et les messages y sont envoyés. Toutes les connexions avec celle-ci ont été fermées ; elle reste connue comme la vôtre.',
    wrong: (email: string) =>
      `Si c’est une erreur, parce que l’autre inscription n’est pas la vôtre, écrivez sans tarder à ${email}.`,
  },
  restrictionLifted: {
    subject: 'La limitation de vos données prend fin',
    greeting: (name: string) => (name === '' ? 'Bonjour,' : `Bonjour ${name},`),
    what: 'La limitation sous laquelle vos données étaient conservées prend fin maintenant. Vous figurez désormais de nouveau dans les rapports à votre employeur et à Microsoft, comme le dit la notice de confidentialité.',
    link: 'Voir ou limiter vos données',
  },
  notificationsMade: {
    subject: 'Ce que vous avez reçu a été corrigé, effacé ou limité',
    what: 'Des lignes de rapports que vous avez reçus ne sont plus ce qu’elles étaient. Quelles lignes de quels fichiers, et ce qu’il faut en faire, figure sur votre page.',
    link: 'Ouvrir les notifications',
  },
  code: {
    subject: 'Votre code pour la Partner Skills Academy',
    yourCode: 'Votre code est',
    rules:
      'Il fonctionne une seule fois, pendant dix minutes, dans le navigateur où il a été demandé. Personne de l’académie ne vous le demandera jamais.',
    notYou: 'Si vous n’avez rien demandé, ne faites rien : sans le code, personne n’entre.',
  },
  workAccount: {
    subject: 'Comment vous connecter à la Partner Skills Academy',
    why: 'Quelqu’un, probablement vous, a demandé un code pour se connecter avec cette adresse. Elle est liée à un compte professionnel : aucun code n’est donc envoyé. Connectez-vous ici avec votre compte professionnel :',
    notYou: 'Si vous n’avez rien demandé, ne faites rien.',
  },
  accountGoes: {
    subject: 'Votre compte sera supprimé dans 30 jours',
    hello: (name: string) => (name === '' ? 'Bonjour,' : `Bonjour ${name},`),
    what: 'Vous n’avez pas utilisé votre compte de la Partner Skills Academy depuis longtemps. Ce qui ne sert plus n’est pas conservé : dans 30 jours, le compte sera supprimé, avec vos ateliers, vos examens et vos choix.',
    stay: 'Si vous souhaitez le garder, connectez-vous une fois d’ici là. Rien de plus.',
    signIn: 'Se connecter et garder le compte',
    otherwise: 'Si vous n’en avez plus besoin, ne faites rien. Vous pourrez revenir plus tard comme la première fois.',
  },
  invitation: {
    subject: 'Votre invitation à la Partner Skills Academy',
    person:
      'Votre centre de formation a inscrit cette adresse à la Partner Skills Academy. Avec ce lien, vous pouvez vous y connecter et voir ce qui est conservé et communiqué à votre sujet.',
    staff:
      'Vous allez travailler dans le portail de la Partner Skills Academy. Avec ce lien, votre compte professionnel y a accès.',
    contact:
      'Votre organisation a désigné cette adresse pour récupérer ses rapports à la Partner Skills Academy. Avec ce lien, vous pouvez vous y connecter.',
    rules:
      'Il peut servir une seule fois, pendant sept jours. L’ouvrir ne change rien : vous y choisissez comment vous connecter.',
    notExpected:
      'Si vous ne l’attendiez pas, ne faites rien. Ne transmettez pas ce message : quiconque a le lien peut s’en servir.',
  },
  noticeChanged: {
    subject: 'La notice de confidentialité de la Partner Skills Academy change',
    hello: (name: string) => (name === '' ? 'Bonjour,' : `Bonjour ${name},`),
    what: (day: string) => `Une nouvelle version de notre notice de confidentialité est en vigueur à partir du ${day}.`,
    wider: (days: number) =>
      `Elle indique qu’il est fait de vos données davantage qu’avant : dans leur usage, ou dans ce qui est transmis aux employeurs ou à Microsoft. Pour vous, cela s’applique au plus tôt ${days} jours après ce message, et pas du tout si vous vous y opposez sur votre page.`,
    notWider: 'Rien de plus qu’avant n’est transmis à quiconque, ni fait de vos données.',
    read: 'Ce qui change',
    answer: 'Lire et répondre sur votre page',
  },
  letters,
  breachLetter,
  supportAnswered,
  supportAskedBack,
  supportClosed,
};
