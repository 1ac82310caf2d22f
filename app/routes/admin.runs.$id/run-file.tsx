import type { RunPageView, ShownRun } from '#app/features/reporting/show-run.server.ts';
import type { RunView } from '#app/features/reporting/runs.server.ts';
import { Card } from '#app/ui/card.tsx';
import { Tabs } from '#app/ui/tabs.tsx';

import { BuiltFile } from './built-file.tsx';
import { ChangesTab } from './changes-tab.tsx';
import { ChecksTab } from './checks-tab.tsx';
import { DeliveriesTab } from './deliveries-tab.tsx';
import { PreviewTab } from './preview-tab.tsx';
import { Recognition } from './recognition.tsx';
import { comparedSheets, percentColumnOf, ROWS_ON_A_PAGE, runTabs, sheetChoices } from './run-tabs.ts';
import { WhyCard } from './why-card.tsx';

type Shown = {
  run: RunView;
  build: NonNullable<RunView['build']>;
  shown: ShownRun;
  view: RunPageView;
  offset: number;
};

function ShownTab({ run, build, shown, view, offset }: Shown) {
  const window = { offset, limit: ROWS_ON_A_PAGE };
  switch (view.tab) {
    case 'checks':
      return <ChecksTab checks={build.checks} />;
    case 'deliveries':
      return <DeliveriesTab run={run} attempts={shown.attempts} />;
    case 'changes': {
      const sheets = shown.comparison === null ? [] : comparedSheets(shown.comparison, view.sheet);
      return <ChangesTab comparison={shown.comparison} changes={shown.changes} sheets={sheets} {...window} />;
    }
    case 'preview':
      return (
        <PreviewTab
          sheets={sheetChoices(build, view.sheet)}
          page={shown.page}
          percentColumn={percentColumnOf(build, view.sheet)}
          {...window}
        />
      );
  }
}

/** The file of a run: what stands in it, what is otherwise than last time, what was checked, where it went, and what can be asked about it. */
export function RunFile(given: Shown) {
  const { run, build, view } = given;
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_288px]">
      <Card flush className="min-w-0">
        <Tabs label="About the file" tabs={runTabs(build, view)} />
        <ShownTab {...given} />
      </Card>
      <div className="grid gap-4 md:max-xl:grid-cols-2">
        <Recognition run={run} build={build} />
        <WhyCard runId={run.id} />
        <BuiltFile runId={run.id} build={build} />
      </div>
    </div>
  );
}
