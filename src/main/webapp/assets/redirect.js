'use strict';

// RingCentral sends the widget's own login back to this page; the page hands its address to the widget in a page
// of this site and to nobody else. The widget opens it in a frame of that one name at sign-in, in another frame at refresh, or in a popup.
// Runs before the page is drawn, so that each of the three shows its own text.
{
  // Empty where this site serves the widget.
  const widgetOrigin = document.currentScript.dataset.widgetOrigin || location.origin;
  const callbackUri = location.href;
  const inFrame = window.parent !== window;
  const inPopup = !inFrame && window.opener !== null;

  // No token stays in the address bar or in the history, whoever opened the page.
  history.replaceState(null, '', location.pathname);

  /**
   * Whether the widget sits in a page of this site. A widget that somebody else put into theirs may be told to send what
   * it gets elsewhere, so it gets nothing.
   */
  function isOurs(widget) {
    try {
      return widget.parent !== widget && widget.parent.location.origin === location.origin;
    } catch {
      return false;
    }
  }

  /** Tells the page around the widget whether RingCentral let it in; the widget does not say. */
  function tellPage(page) {
    const { searchParams, hash } = new URL(callbackUri);
    const error = searchParams.get('error') ?? new URLSearchParams(hash.slice(1)).get('error') ?? '';
    page.document.dispatchEvent(new CustomEvent('phone-login-answered', { detail: error }));
  }

  if (inFrame && isOurs(window.parent)) {
    document.documentElement.dataset.handingOver = 'frame';
    const message = window.name === 'SSOIframe' ? { callbackUri } : { refreshCallbackUri: callbackUri };
    window.parent.postMessage(message, widgetOrigin);
    if (message.callbackUri) {
      tellPage(window.parent.parent);
    }
  } else if (inPopup && isOurs(window.opener)) {
    document.documentElement.dataset.handingOver = 'popup';
    window.opener.postMessage({ callbackUri }, widgetOrigin);
    // It may have been somebody else who logged in, for whom the widget in that page gets nothing.
    window.opener.parent.document.dispatchEvent(new Event('phone-popup-answered'));
    window.close();
  }
}
