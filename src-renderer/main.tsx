import './ui/fonts.css';
import './ui/tokens.css';
import './ui/reset.css';
import { start } from './app/start';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element with the id "root".');
void start(root);
