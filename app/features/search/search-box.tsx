import { useEffect, useState, type ComponentType } from 'react';

import { FindForm } from '#app/ui/find-form.tsx';

/**
 * The search in the rail. Without scripts it leads to the page of results; with them it finds while one types, once that part has been loaded, which
 * learners never do.
 */
export function SearchBox() {
  const [quick, setQuick] = useState<{ Search: ComponentType } | null>(null);
  useEffect(() => {
    void import('./quick-search.tsx').then(({ QuickSearch }) => setQuick({ Search: QuickSearch }));
  }, []);
  if (quick !== null) return <quick.Search />;
  return (
    <FindForm role="search" to="/search" className="mb-4 px-1">
      <input
        type="search"
        name="search"
        aria-label="Search"
        placeholder="Search"
        autoComplete="off"
        className="control h-9 w-full"
      />
    </FindForm>
  );
}
