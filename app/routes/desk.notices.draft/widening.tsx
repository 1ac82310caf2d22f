import { DAYS_TO_OBJECT } from '#app/features/notices/draft.ts';

type Props = {
  /** Null while nobody has said. */
  readonly widens: boolean | null;
  /** A field or a recipient more widens it, whatever is said of its words. */
  readonly isForced: boolean;
};

/** Whether the words of the version let more happen with people's data: the fields alone don't tell. */
export function Widening({ widens, isForced }: Props) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="font-medium">Do its words let more happen with people’s data?</legend>
      <p id="widening" className="max-w-prose text-sm text-ink-soft">
        A new purpose, a longer period, somebody else who may see it: then it applies to somebody {DAYS_TO_OBJECT} days
        after they were told, unless they object. What only says the same more clearly applies as soon as they were
        told.
        {isForced ? ' Fields are told newly below: for those it is so in any case.' : ''}
      </p>
      <label className="flex w-fit items-center gap-2">
        <input type="radio" name="widens" value="yes" defaultChecked={widens === true} aria-describedby="widening" />
        Yes, more happens than the version before says
      </label>
      <label className="flex w-fit items-center gap-2">
        <input type="radio" name="widens" value="no" defaultChecked={widens === false} aria-describedby="widening" />
        No, it says the same or less
      </label>
    </fieldset>
  );
}
