// `psa`. What Node compiled is kept for the next command (in the system's folder for temporary files), which halves the time to the first word;
// so everything else is loaded after that was said.
import { enableCompileCache } from 'node:module';

enableCompileCache();
const { runVerb } = await import('./cli-program.ts');
process.exitCode = await runVerb(process.argv.slice(2));
