export { focusSetting } from './focus-setting';
export { Inspector } from './inspector';
