'use strict';

// The widget's own redirect page: hands the address it was called with to whoever opened or framed it.
(function () {
  if (window.opener) {
    window.opener.postMessage({ callbackUri: location.href }, '*');
    window.close();
  } else if (window.name === 'SSOIframe') {
    window.parent.postMessage({ callbackUri: location.href }, '*');
  } else {
    window.parent.postMessage({ refreshCallbackUri: location.href }, '*');
  }
})();
