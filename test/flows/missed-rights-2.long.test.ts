// Every right of the database is needed by something: the second half.
import { missRights } from './missed-rights.ts';

missRights(1, 2);
