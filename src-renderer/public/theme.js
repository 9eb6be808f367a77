// Runs before the first paint: sets the theme of the last start (see features/settings/theme.ts).
(function () {
  var theme = localStorage.getItem('stepwell.theme') || 'system';
  var dark =
    theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
