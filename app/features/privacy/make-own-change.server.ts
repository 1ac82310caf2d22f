// What each form of one's own data does.
import type { PersonActor } from '#app/features/access/actor.ts';
import { claimEmployer } from '#app/features/people/claimed-employers.server.ts';
import { askForAddress } from './change-address.server.ts';
import { isKept } from './keeps.server.ts';
import { chooseLanguage, correctOwnData, setConsent } from './own-changes.server.ts';
import type { OwnChange } from './own-data-forms.ts';
import type { DataDone } from './own-data.ts';
import { askFor } from './requests.server.ts';
import { liftRestriction, objectToReporting, restrictPerson } from './restrict-person.server.ts';

const ASKED = { made: 'asked', added: 'asked-more', already: 'asked-already' } as const;

/** Carries out a change that a form asked for, and gives what became of it. */
export async function makeOwnChange(actor: PersonActor, change: OwnChange): Promise<DataDone> {
  switch (change.intent) {
    case 'correct':
      return (await correctOwnData(actor, change)).length > 0 ? 'corrected' : 'unchanged';
    case 'address':
      return (await askForAddress(actor, change.email)) ? 'address-asked' : 'unchanged';
    case 'language':
      await chooseLanguage(actor, change.language);
      return 'language-chosen';
    case 'consent': {
      const given = change.given === 'yes';
      if (!(await setConsent(actor, change.consent, given))) return 'unchanged';
      return given ? 'consent-given' : 'consent-withdrawn';
    }
    case 'restrict':
      return (await restrictPerson(actor, actor.personId)) ? 'restricted' : 'unchanged';
    case 'lift':
      if (await liftRestriction(actor, actor.personId)) return 'lifted';
      return (await isKept(actor)) ? 'kept-by-law' : 'unchanged';
    case 'object':
      return (await objectToReporting(actor, change.message)) ? 'objected' : 'unchanged';
    case 'ask':
      return ASKED[await askFor(actor, change.kind, change.message)];
    case 'claim':
      return (await claimEmployer(actor, change)).ok ? 'claimed' : 'unchanged';
  }
}
