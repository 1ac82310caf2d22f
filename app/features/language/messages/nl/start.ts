import type { Messages } from '../../messages.ts';

export const start: Messages['start'] = {
  title: 'Leer, haal uw certificaat, en weet precies wat er over u wordt gemeld.',
  lead: 'Het portaal voor mensen van partnerbedrijven die workshops volgen en Microsoft-examens afleggen, voor wie hen opleidt, en voor wie rapporten ontvangt.',
  register: 'Registreren',
  signIn: 'Aanmelden',
  readNotice: 'De privacyverklaring lezen',
  promises: {
    learn: {
      title: 'Leren',
      text: 'Houd bij hoe ver u bent in een workshop, en bewaar uw examens per maand op één plek.',
    },
    nothingMore: {
      title: 'Er vertrekt niets meer',
      text: 'Uw werkgever en Microsoft krijgen de afgesproken velden en geen andere. Examenuitslagen dragen geen naam.',
    },
    onRecord: {
      title: 'Vastgelegd',
      text: 'Elk rapport bewijst wat erin staat, en u kunt lezen wat er over u is gemeld, aan wie en wanneer.',
    },
  },
  told: {
    title: 'Wat uw werkgever en Microsoft te horen kunnen krijgen',
    text: 'Hooguit deze velden; een overeenkomst kan er weglaten. Examens worden per maand gemeld, nooit per dag, en zonder te zeggen van wie.',
    list: { title: 'Registratie en voortgang', note: 'Eén regel per persoon en workshop.' },
    exams: {
      title: 'Examens',
      note: 'Geen naam, geen e-mail, geen partner-ID: een regel zegt niet van wie het examen was.',
    },
  },
  unsubscribe: {
    title: 'Reclamemail beëindigen',
    text: 'Daarna schrijven wij u alleen nog over uw eigen workshops, examens en gegevens.',
    button: 'Stuur mij geen aanbod meer',
    done: 'Gedaan: wij sturen u geen aanbod meer',
    doneText: 'Het geldt vanaf nu. Op uw eigen pagina kunt u van gedachten veranderen.',
    gone: 'Deze link werkt niet',
    goneText: 'Misschien is hij niet helemaal overgenomen. Op uw eigen pagina kunt u reclamemail ook beëindigen.',
  },
};
