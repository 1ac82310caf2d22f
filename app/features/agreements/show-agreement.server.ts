// Arranges an agreement for its page: one version chosen, another to compare it with, and what can be done by whoever looks.
import { isPermitted } from '#app/features/access/permissions.ts';
import type { StaffActor } from '#app/features/access/actor.ts';
import { actorSettings } from '#app/features/access/actor.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { DATASETS, FIELDS, isFieldId, type RecipientKind } from '#reports/catalogue.ts';
import { whyNotAgreeable } from '#reports/minimisation.ts';
import { SENT_BACK_WORDS, type SentBackBecause } from './sent-back.ts';
import { fieldsOfTerms } from './agreement-form.ts';
import { APPROVAL_REFUSALS } from './approve-agreement.server.ts';
import { lackingTarget } from './channels.ts';
import { describeChanges, describeSchedule, firstDayAfter, formatIsoDay, summariseChanges } from './differences.ts';
import { exposureOfDrafts } from './draft-exposure.server.ts';
import { isCovered, toldOf, type NoticeWall } from './notice-wall.ts';
import { readWall } from './notice-wall.server.ts';
import { PAUSED_WORDS } from './pause-agreement.server.ts';
import type { AgreementView } from './read-agreements.server.ts';
import { sayTerms } from './say-terms.ts';
import type { Version } from './stored-version.ts';
import { listFields, nameOfField, datasetsFor, RULE_WORDS } from './terms.ts';
import { inForceOf, stateOf } from './version-state.ts';

const NAMES = new Intl.DisplayNames(['en'], { type: 'region' });
const nameOfCountry = (code: string): string => NAMES.of(code) ?? code;
const DAY_TIME = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'Europe/Amsterdam',
});

function matrixOf(wall: NoticeWall, kind: RecipientKind) {
  const datasets = datasetsFor(kind);
  const fields = Object.keys(FIELDS)
    .filter(isFieldId)
    .filter((field) => datasets.some((dataset) => DATASETS[dataset].fields.includes(field)));
  return {
    datasets: datasets.map((id) => ({ id, name: DATASETS[id].name })),
    rows: fields.map((field) => ({
      id: field,
      name: nameOfField(field),
      cells: datasets.map((dataset) => {
        if (!DATASETS[dataset].fields.includes(field)) return null;
        const told = toldOf(wall, kind, dataset, field);
        return {
          name: `${dataset}.${field}`,
          told: told.kind === 'announced' ? { kind: told.kind, from: formatIsoDay(told.from) } : told,
        };
      }),
    })),
  };
}

const by = (names: AgreementView['names'], id: number | null): string =>
  id === null ? 'the system' : (names[id] ?? 'somebody');

/** Who did what about a version, and what is still to be done, in order. */
function stepsOf(version: Version, names: AgreementView['names']): { done: boolean; words: string }[] {
  const { draftedBy, draftedAt, proposedAt, ruleChosenAt, ruleChosenBy, ruleSeenCount, terms } = version;
  const steps = [{ done: true, words: `Drafted by ${by(names, draftedBy)}, ${DAY_TIME.format(draftedAt)}` }];
  if (version.approvedAt !== null && version.approvedBy === null)
    steps.push({
      done: true,
      words: `Approved as the portal was set up; for small groups: ${RULE_WORDS[terms.rule].name}`,
    });
  else {
    steps.push(
      proposedAt === null
        ? { done: false, words: 'To be proposed' }
        : { done: true, words: `Proposed, ${DAY_TIME.format(proposedAt)}` },
      ruleChosenAt === null
        ? { done: false, words: 'The privacy officer chooses what happens to small groups' }
        : {
            done: true,
            words: `${RULE_WORDS[terms.rule].name}: chosen by ${by(names, ruleChosenBy)}, ${DAY_TIME.format(ruleChosenAt)}, seeing ${ruleSeenCount ?? 0} exam rows of one person`,
          },
      version.approvedAt === null
        ? { done: false, words: 'A second person approves' }
        : { done: true, words: `Approved by ${by(names, version.approvedBy)}, ${DAY_TIME.format(version.approvedAt)}` },
    );
  }
  if (version.withdrawnAt !== null)
    steps.push({
      done: true,
      words: `Withdrawn by ${by(names, version.withdrawnBy)}, ${DAY_TIME.format(version.withdrawnAt)}`,
    });
  return steps;
}

function whyNotApprovable(actor: StaffActor, version: Version, kind: RecipientKind, wall: NoticeWall): string | null {
  const { terms } = version;
  if (!isPermitted(actor, 'agreement:approve')) return 'An administrator or a privacy officer approves.';
  if (version.draftedBy === actor.staffId) return APPROVAL_REFUSALS['own-draft'];
  if (version.ruleChosenAt === null) return APPROVAL_REFUSALS['rule-missing'];
  if (terms.inForceFrom < version.today) return APPROVAL_REFUSALS['too-late'];
  if (lackingTarget(terms.channels, terms.targets).length > 0) return APPROVAL_REFUSALS['target-missing'];
  if (whyNotAgreeable({ ...terms, recipient: { kind } }) !== null) return APPROVAL_REFUSALS['not-reportable'];
  return isCovered(wall, kind, terms.datasets) ? null : APPROVAL_REFUSALS['outside-the-notice'];
}

const isReason = (text: string): text is SentBackBecause => Object.hasOwn(SENT_BACK_WORDS, text);

/** The version that was asked for, else an open draft, else what is in force, else the newest. */
function choose(versions: readonly Version[], asked: number | null): Version {
  const open = versions.find(({ approvedAt, withdrawnAt }) => approvedAt === null && withdrawnAt === null);
  const chosen = versions.find(({ number }) => number === asked) ?? open ?? inForceOf(versions) ?? versions[0];
  if (chosen === undefined) throw new Error('An agreement has a version at least');
  return chosen;
}

/** What a version is compared with unless somebody says otherwise: what is in force, else the one before it. */
function chooseOther(versions: readonly Version[], selected: Version, asked: number | null): Version | null {
  const others = versions.filter(({ number }) => number !== selected.number);
  const inForce = inForceOf(others);
  return (
    others.find(({ number }) => number === asked) ??
    inForce ??
    others.find(({ number, withdrawnAt }) => number < selected.number && withdrawnAt === null) ??
    null
  );
}

export type ShownAgreement = Awaited<ReturnType<typeof showAgreement>>;

export async function showAgreement(
  actor: StaffActor,
  { id, recipient, versions, names, sentBack, pausedAt, pausedBy, pausedBecause }: AgreementView,
  asked: { readonly version: number | null; readonly than: number | null },
) {
  const wall = await inRoleSql('psa_portal', actorSettings(actor), readWall, { readOnly: true });
  const selected = choose(versions, asked.version);
  const other = chooseOther(versions, selected, asked.than);
  const isOpen = selected.approvedAt === null && selected.withdrawnAt === null;
  const may = {
    draft: isPermitted(actor, 'agreement:draft'),
    chooseRule: isPermitted(actor, 'agreement:choose-rule'),
    approve: isPermitted(actor, 'agreement:approve'),
    pause: isPermitted(actor, 'agreement:pause'),
  };
  const exposure =
    isOpen && may.chooseRule ? ((await exposureOfDrafts(actor, [selected.id])).get(selected.id) ?? []) : null;
  const back = sentBack[selected.id];
  const changes = other === null ? null : describeChanges(other.terms, selected.terms, nameOfCountry);
  const inForce = inForceOf(versions);
  const outside = listFields(selected.terms.datasets).filter(
    ({ dataset, field }) => toldOf(wall, recipient.kind, dataset, field).kind !== 'told',
  );
  return {
    id,
    recipient,
    may,
    exposure,
    versions: versions.map((version) => ({
      number: version.number,
      state: stateOf(version, versions),
      from: formatIsoDay(version.inForceFrom),
    })),
    selected: {
      number: selected.number,
      digest: selected.digest,
      state: stateOf(selected, versions),
      rule: selected.terms.rule,
      isRuleChosen: selected.ruleChosenAt !== null,
      hasLibrary: selected.terms.targets.graph !== undefined,
      steps: stepsOf(selected, names),
      said: sayTerms(selected.terms, recipient.kind, nameOfCountry),
      outside: outside.map(({ dataset, field }) => `${nameOfField(field)} (${dataset})`),
    },
    compared:
      other === null ? null : { number: other.number, said: sayTerms(other.terms, recipient.kind, nameOfCountry) },
    changes,
    summary: changes === null ? null : summariseChanges(changes, recipient.name, selected.inForceFrom),
    matrix: matrixOf(wall, recipient.kind),
    fields: fieldsOfTerms(selected.terms),
    whyNotApprovable: whyNotApprovable(actor, selected, recipient.kind, wall),
    sentBack:
      back === undefined || !isReason(back.because)
        ? null
        : `${by(names, back.by)} sent it back because of ${SENT_BACK_WORDS[back.because]}`,
    nextFrom: firstDayAfter(await databaseNow()),
    schedule: {
      paused:
        pausedAt === null
          ? null
          : `Paused since ${DAY_TIME.format(pausedAt)}${pausedBy === null ? '' : ` by ${pausedBy}`}. ${pausedBecause === null ? '' : PAUSED_WORDS[pausedBecause]}`.trim(),
      next: inForce === null ? null : `Runs ${describeSchedule(inForce.terms)}.`,
    },
  };
}
