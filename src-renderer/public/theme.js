// Runs before the first paint: sets the theme of the last start (see features/settings/theme.ts).
(function () {
  var theme = localStorage.getItem('stepwell.theme') || 'system';
  if (theme === 'system') {
    if (matchMedia('(prefers-contrast: more), (forced-colors: active)').matches) theme = 'contrast';
    else theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  document.documentElement.dataset.theme = theme;
})();
