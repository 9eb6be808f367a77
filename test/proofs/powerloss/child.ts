import '../lib/journal-child';
