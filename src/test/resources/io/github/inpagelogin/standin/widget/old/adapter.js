'use strict';

/*
 * The stand-in of the widget's adapter, old generation: after the window's load event it puts the widget into the page, in a
 * floating panel, and styles it by a <style> element and style attributes, as the real one does.
 */
(function () {
  const script = document.currentScript || document.querySelector('script[src*="adapter.js"]');
  const address = new URL(script.src);
  const known = [
    'appKey', 'appSecret', 'appServer', 'redirectUri', 'authMode', 'prefix', 'stylesUri', 'enableAnalytics', 'disableCall',
    'disableMessages', 'disableConferenceInvite', 'disableGlip', 'disableMeeting', 'userAgent', 'brand', 'defaultCallWith',
    'zIndex', 'multipleTabsSupport', 'newAdapterUI', 'disconnectInactiveWebphone', 'notification', '_t',
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
      if (name !== '_t' && address.searchParams.has(name)) {
        url.searchParams.set(name, address.searchParams.get(name));
      }
    }
    url.searchParams.set('fromAdapter', '1');
    url.searchParams.set('_t', String(Date.now()));
    return url.href;
  }

  function frame() {
    const prefix = address.searchParams.get('prefix');
    const element = document.createElement('iframe');
    element.id = prefix ? prefix + '-adapter-frame' : 'rc-widget-adapter-frame';
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
    root.id = 'rc-widget';
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

  window.addEventListener('load', () => {
    const sheet = document.createElement('style');
    sheet.appendChild(document.createTextNode(style));
    document.head.appendChild(sheet);
    const content = frame();
    document.body.appendChild(panel(content));
    window.RCAdapter = {
      logoutUser: () => content.contentWindow.postMessage({ type: 'rc-adapter-logout' }, '*'),
    };
  });
})();
