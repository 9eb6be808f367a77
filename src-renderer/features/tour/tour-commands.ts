import { Compass } from 'lucide-react';
import type { Command } from '../../app/commands/command';
import { startTour } from './tour';

export const tourCommands: readonly Command[] = [
  {
    id: 'help.tour',
    title: 'Take the three-minute tour',
    group: 'Help',
    icon: Compass,
    keywords: ['welcome', 'guide', 'learn', 'start', 'introduction'],
    run: startTour,
  },
];
