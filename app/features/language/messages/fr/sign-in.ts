import type { Messages } from '../../messages.ts';
import { counter } from '../../plural.ts';

const count = counter('fr');

export const signIn: Messages['signIn'] = {
  title: 'Se connecter',
  lead: 'Il n’y a pas de mot de passe ici : vous passez par votre organisation, ou par un code envoyé par e-mail.',
  or: 'ou',
  newHere: 'Nouveau ici ?',
  knownHere: 'Déjà inscrit ?',
  workAccount: 'Avec le compte que vous utilisez au travail. Vous y êtes peut-être déjà connecté.',
  microsoft: 'Continuer avec Microsoft',
  address: 'Votre adresse e-mail',
  addressHint:
    'Celle que votre centre de formation ou votre organisation nous a donnée. Nous y envoyons un code à six chiffres.',
  sendCode: 'M’envoyer un code',
  staff: 'Personnel de l’académie :',
  staffHere: 'connectez-vous ici',
  faults: {
    address: 'Saisissez une adresse e-mail, par exemple nom@entreprise.example.',
    code: 'Le code comporte six chiffres. Copiez-le tel qu’il figure dans l’e-mail.',
    over: 'Ce code ne peut plus être utilisé : il date de plus de dix minutes, a été essayé trop souvent, ou un plus récent a été envoyé. Faites-en envoyer un autre.',
  },
  wrongCode: (triesLeft) =>
    `Ce n’est pas le code de l’e-mail. Il vous reste ${count(triesLeft, { one: 'essai', other: 'essais' })}.`,
  code: {
    title: 'Saisissez votre code',
    lead: 'Si l’adresse est connue ici, un code est en route. Il fonctionne pendant dix minutes, dans ce navigateur.',
    leadOfProof: 'Nous avons envoyé un code à votre adresse. Il fonctionne pendant dix minutes, dans ce navigateur.',
    another: 'Un autre code est en route',
    anotherText: 'Le précédent ne peut plus être utilisé.',
    label: 'Code',
    hint: 'Six chiffres, dans l’e-mail « Votre code pour la Partner Skills Academy ».',
    continue: 'Continuer',
    noMail: 'Pas d’e-mail après une minute ? Regardez parmi les indésirables, puis :',
    sendAnother: 'Envoyer un autre code',
    otherAddress: 'Utiliser une autre adresse',
  },
  proof: {
    title: 'Est-ce toujours vous ?',
    lead: 'Ce qui suit est irréversible ; nous vérifions donc que personne d’autre n’est devant votre écran. Cela vaut un quart d’heure.',
    entra: 'Connectez-vous encore une fois avec le compte de votre organisation.',
    code: 'Nous envoyons un code à votre adresse, et vous le saisissez à la page suivante.',
    demo: 'Dans cette démonstration, un clic suffit.',
    stillMe: 'C’est toujours moi',
    notNow: 'Pas maintenant',
  },
  invitation: {
    title: 'Votre invitation',
    invited: 'Vous êtes invité',
    why: {
      person:
        'Votre centre de formation vous a inscrit à la Partner Skills Academy. Connectez-vous pour voir vos ateliers et vos examens, ce qui est conservé à votre sujet, et ce qui a été communiqué à qui.',
      staff:
        'Vous allez travailler dans ce portail. Connectez-vous avec votre compte professionnel de l’association de formation.',
      contact: 'Votre organisation vous a désigné pour récupérer ses rapports. Connectez-vous pour les trouver.',
    },
    staffAccount: 'Dès lors, ce compte vous donne accès.',
    workAccount: 'Avec le compte que vous utilisez au travail. Dès lors, il vous donne accès.',
    byCode: 'Sans compte professionnel : nous envoyons un code à six chiffres à l’adresse invitée.',
    sendCode: 'Envoyer un code à l’adresse invitée',
    notSetUp: 'Cette façon de se connecter n’est pas encore en place',
    notSetUpText: 'Veuillez prévenir un administrateur de l’académie. L’invitation reste valable.',
    gone: 'Cette invitation ne peut pas être utilisée',
    goneText:
      'Elle a déjà servi, date de plus de sept jours, ou une plus récente l’a remplacée. L’adresse n’a peut-être pas été copiée en entier.',
    goneNext:
      'Si vous êtes déjà venu ici, connectez-vous simplement. Sinon, demandez-en une autre à qui vous a invité : votre centre de formation, ou un administrateur de l’académie.',
  },
  noAccess: {
    title: 'Pas d’accès',
    noRole: 'Vous n’avez pas de rôle ici pour le moment',
    noRoleText:
      'Vous êtes connecté, mais vous ne pouvez rien ouvrir. Les rôles sont donnés et repris par un administrateur de l’académie ; adressez-vous à lui, puis reconnectez-vous.',
    unknown: 'Ce compte n’appartient à personne de connu ici',
    unknownText:
      'Votre organisation vous a laissé entrer, mais le compte n’est lié à aucun participant, aucun destinataire de rapports et aucun membre du personnel. Nous ne nous fions pas à l’adresse qu’il contient : n’importe qui pourrait l’y avoir mise.',
    asked: 'Si un participant est inscrit sous cette adresse, une invitation lui est envoyée',
    askedText:
      'Ouvrez le lien qu’elle contient dans ce navigateur et choisissez « Continuer avec Microsoft ». Il fonctionne pendant sept jours.',
    registered: 'Mon centre de formation m’a inscrit',
    address: 'L’adresse avec laquelle vous avez été inscrit',
    addressHint: 'Nous y envoyons une invitation qui la lie à ce compte. À aucune autre adresse.',
    send: 'Envoyer l’invitation',
    others: 'Dans un autre cas',
    reports: 'Vous récupérez des rapports : demandez une invitation à un administrateur de l’académie.',
    staff:
      'Vous faites partie du personnel : déconnectez-vous et choisissez « Personnel de l’académie : connectez-vous ici ».',
    wrong: 'Vous avez utilisé le mauvais compte : déconnectez-vous et recommencez.',
  },
  signIns: {
    title: 'Où vous êtes connecté',
    lead: (minutes) =>
      `Une connexion prend fin d’elle-même après ${minutes} minutes sans utilisation, et après huit heures au plus. Mettez fin à celle que vous ne connaissez pas : elle est coupée aussitôt.`,
    endOthers: 'Mettre fin à toutes les autres',
    list: 'Connexions',
    thisOne: 'Celle-ci',
    methods: { entra: 'Compte professionnel', code: 'Code par e-mail', demo: 'Démonstration' },
    since: (time) => `depuis le ${time}`,
    lastUsed: (time) => `dernière utilisation le ${time}`,
    signOutHere: 'Se déconnecter ici',
    end: 'Mettre fin',
    endOf: (browser, time) => `Mettre fin à la connexion de ${browser}, depuis le ${time}`,
    nowhere: 'Vous n’êtes connecté nulle part ailleurs.',
    learnsToo: 'Vous suivez aussi des formations ici. Pour revenir, reconnectez-vous.',
    toLearning: 'Vers ma formation',
  },
};
