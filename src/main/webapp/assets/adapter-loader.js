'use strict';

// Puts the widget's adapter into the page, before the first script, as RingCentral's own snippet does.
// A file of its own, because the page allows no inline script.
{
  const adapter = document.createElement('script');
  adapter.src = document.currentScript.dataset.adapterUrl;
  adapter.addEventListener('error', () => document.dispatchEvent(new Event('phone-unreachable')));
  const first = document.getElementsByTagName('script')[0];
  first.parentNode.insertBefore(adapter, first);
}
