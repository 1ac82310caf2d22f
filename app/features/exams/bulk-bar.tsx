import { Button } from '#app/ui/button.tsx';

/** The form that the ticks of the rows belong to. */
export const BULK_FORM = 'record-many';

/** Records the same for every row that is ticked. */
export function BulkBar({
  ticked,
  busy,
  onTickAll,
}: {
  ticked: number | null;
  busy: boolean;
  onTickAll: (() => void) | null;
}) {
  return (
    <form
      id={BULK_FORM}
      method="post"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-sunken px-4 py-2"
    >
      <input type="hidden" name="intent" value="record-many" />
      {onTickAll === null ? null : (
        <Button type="button" size="small" look="quiet" onClick={onTickAll}>
          {ticked === 0 ? 'Tick all' : 'Untick all'}
        </Button>
      )}
      <label className="flex items-center gap-2 text-sm">
        <span>{ticked === null ? 'For all that are ticked' : `${ticked} ticked`}:</span>
        <select name="result" required defaultValue="" className="control h-8 py-0 text-sm">
          <option value="" disabled>
            Choose
          </option>
          <option value="passed">Passed</option>
          <option value="failed">Failed</option>
          <option value="not-taken">Not taken</option>
          <option value="cancelled">Cancelled</option>
        </select>
      </label>
      <Button size="small" disabled={busy || ticked === 0}>
        Record for all
      </Button>
    </form>
  );
}
