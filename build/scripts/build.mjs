// `npm run build`: the app into out/.
import { ensureBuild } from './ensure-build.mjs';
import { setUp } from './set-up.mjs';

await setUp();
await ensureBuild();
