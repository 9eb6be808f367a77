import { app } from 'electron';

/**
 * The folder of the user's data. `STEPWELL_PROFILE` names another one: tests and demonstrations
 * never touch the user's own. Must be called before the app is ready.
 */
export function chooseProfile(environment: NodeJS.ProcessEnv): string {
  const chosen = environment['STEPWELL_PROFILE'];
  if (chosen) app.setPath('userData', chosen);
  return app.getPath('userData');
}
