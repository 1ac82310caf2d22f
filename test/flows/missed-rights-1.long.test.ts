// Every right of the database is needed by something: the first half.
import { missRights } from './missed-rights.ts';

missRights(0, 2);
