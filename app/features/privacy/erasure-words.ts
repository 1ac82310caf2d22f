// Says in words what becomes of data as somebody is erased, by the entries of the data map: for the record of processing and for the receipt.
import { DATA_CLASSES, ERASURES, type DataClassName, type Erasure } from './data-classes.ts';
import { DATA_MAP } from './data-map.ts';
import type { Periods } from './retention-rules.ts';

type Column = { readonly name: string; readonly onErasure: Erasure };

/** 'table.column' of a class. */
const columnsOf = (name: DataClassName): Column[] =>
  Object.entries(DATA_MAP).flatMap(([table, columns]) =>
    Object.entries(columns).flatMap(([column, entry]) =>
      entry.class === name ? { name: `${table}.${column}`, onErasure: entry.onErasure } : [],
    ),
  );

const sayKept = (name: DataClassName, what: Erasure, periods: Periods): string => {
  const { keptBy, period } = DATA_CLASSES[name];
  return what === 'kept-by-law' ? `${ERASURES[what]} (${keptBy}; ${period(periods)})` : ERASURES[what];
};

/** What becomes of a class; where its columns go different ways, each way with the columns that do not go the way of the class. */
export function describeErasure(name: DataClassName, periods: Periods): string {
  const usual = DATA_CLASSES[name].onErasure;
  const ways = Map.groupBy(columnsOf(name), ({ onErasure }) => onErasure);
  const others = [...ways].filter(([way]) => way !== usual);
  return [
    ...(ways.has(usual) ? [sayKept(name, usual, periods)] : []),
    ...others.map(
      ([way, columns]) => `${sayKept(name, way, periods)}: ${columns.map((column) => column.name).join(', ')}`,
    ),
  ].join('; ');
}

/** The ways that columns of a class go, for people who learn: in the order of the list. */
export const erasuresOf = (name: DataClassName): Erasure[] => {
  const ways = new Set(columnsOf(name).map(({ onErasure }) => onErasure));
  return (Object.keys(ERASURES) as Erasure[]).filter((way) => ways.has(way));
};

/** Classes of which something is kept because a law says so. */
export const KEPT_BY_LAW: readonly DataClassName[] = (Object.keys(DATA_CLASSES) as DataClassName[]).filter((name) =>
  erasuresOf(name).includes('kept-by-law'),
);
