// The public face of the first-run welcome and its tour.
export { followTour } from './tour';
export { tourCommands } from './tour-commands';
export { TourPanel } from './tour-panel';
export { WelcomeCard } from './welcome-card';
