'use strict';

/*
 * The stand-in of the widget's adapter, new generation: after the window's load event, or when the page says so, it puts the
 * widget into the page, in a floating panel, and styles it by a <style> element and style attributes, as the real one does.
 */
(function () {
  const script = document.currentScript || document.querySelector('script[src*="adapter.js"]');
  const address = new URL(script.src);
  const prefix = address.searchParams.get('prefix') || 'rc-widget';
  const known = [
    'appKey', 'clientId', 'appSecret', 'clientSecret', 'appServer', 'redirectUri', 'authProxy', 'prefix', 'stylesUri',
    'userAgent', 'authorizationCode', 'authorizationCodeVerifier', 'externalAuthId', 'jwt', 'disableLoginPopup', 'discovery',
    'disableCall', 'disableMessages', 'disableConferenceInvite', 'disableGlip', 'disableMeeting', 'disableContacts',
    'disableCallHistory', 'disableInactiveTabCallEvent', 'disconnectInactiveWebphone', 'multipleTabsSupport', 'defaultCallWith',
  ];

  const style = `
.rc-stand-in-panel { position: fixed; right: 16px; bottom: 16px; width: 300px; overflow: hidden; border: 1px solid #9aa8b5;
  border-radius: 10px; background: #fff; box-shadow: 0 8px 28px rgba(16, 30, 54, .28); font: 600 13px/1 system-ui, sans-serif; }
.rc-stand-in-panel header { display: flex; align-items: center; justify-content: space-between; height: 36px; padding: 0 6px 0 12px;
  background: #0b5fa5; color: #fff; }
.rc-stand-in-panel header button { width: 32px; height: 28px; border: 0; background: transparent; color: #fff; font-size: 16px; cursor: pointer; }
.rc-stand-in-panel header button:focus-visible { outline: 2px solid #fff; }
.rc-stand-in-panel iframe { display: block; width: 100%; height: 500px; max-height: calc(100vh - 70px); border: 0; }
.rc-stand-in-panel.minimized iframe { display: none; }`;

  function frameUrl() {
    const url = new URL('app.html', address);
    for (const name of known) {
      if (address.searchParams.get(name)) {
        url.searchParams.set(name, address.searchParams.get(name));
      }
    }
    url.searchParams.set('fromAdapter', '1');
    url.searchParams.set('_t', String(Date.now()));
    return url.href;
  }

  function frame() {
    const element = document.createElement('iframe');
    element.id = prefix + '-adapter-frame';
    element.title = 'RingCentral phone';
    element.setAttribute('allow', 'microphone; autoplay');
    element.setAttribute(
      'sandbox',
      'allow-same-origin allow-scripts allow-forms allow-popups allow-downloads allow-popups-to-escape-sandbox'
    );
    element.src = frameUrl();
    return element;
  }

  function panel(content) {
    const root = document.createElement('div');
    root.id = prefix;
    root.className = 'rc-stand-in-panel';
    root.setAttribute('style', 'z-index: ' + (Number(address.searchParams.get('zIndex')) || 99999) + ';');
    const head = document.createElement('header');
    const title = document.createElement('span');
    title.textContent = 'Phone (stand-in)';
    const toggle = document.createElement('button');
    toggle.type = 'button';
    toggle.textContent = '–';
    toggle.setAttribute('aria-label', 'Minimize the phone');
    toggle.addEventListener('click', () => {
      const minimized = root.classList.toggle('minimized');
      toggle.textContent = minimized ? '+' : '–';
      toggle.setAttribute('aria-label', minimized ? 'Show the phone' : 'Minimize the phone');
    });
    head.append(title, toggle);
    root.append(head, content);
    return root;
  }

  let shown = [];

  function init() {
    if (window.RCAdapter) {
      return;
    }
    const sheet = document.createElement('style');
    sheet.appendChild(document.createTextNode(style));
    document.head.appendChild(sheet);
    const content = frame();
    shown = [sheet, panel(content)];
    document.body.appendChild(shown[1]);
    window.RCAdapter = {
      logoutUser: () => content.contentWindow.postMessage({ type: 'rc-adapter-logout' }, '*'),
    };
  }

  function dispose() {
    shown.forEach((element) => element.remove());
    shown = [];
    window.RCAdapter = null;
  }

  window.RCAdapterInit = init;
  window.RCAdapterDispose = dispose;
  if (!window.RC_EMBEDDABLE_ADAPTER_MANUAL_INIT) {
    if (document.readyState === 'complete') {
      init();
    } else {
      window.addEventListener('load', init);
    }
  }
})();
