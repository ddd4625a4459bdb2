'use strict';

// The line that says what the phone is doing and, where it is not signed in, why that may be and what helps.
{
  const area = document.getElementById('phone-status');
  const state = area.querySelector('.state');
  const hint = area.querySelector('.hint');
  const logIn = area.querySelector('.log-in');
  const { mode, widgetOrigin } = area.dataset;

  const hintWithoutLogin = {
    sso: 'RingCentral’s login has ended in this browser, or the browser hides it from the phone: inside this page it is a '
      + 'third-party cookie. “Sign In” opens RingCentral in a window of its own. If you see this every time, please tell '
      + 'whoever looks after this site: widget.mode=code does without that cookie.',
    code: 'RingCentral’s login may have ended in this browser, or RingCentral has something to ask you. '
      + '“Sign In” opens it in a window of its own.',
    proxy: 'RingCentral’s login may have ended in this browser. Logging in inside the phone helps.',
  };

  const texts = {
    loading: { state: 'Loading the phone…' },
    'signing-in': { state: 'Signing in to the phone…' },
    ready: { state: 'The phone is ready.' },
    'not-signed-in': {
      state: 'The phone is not signed in. Press “Sign In” in the phone.',
      hint: hintWithoutLogin[mode],
    },
    'wants-to-ask': {
      state: 'The phone is not signed in. Press “Sign In” in the phone.',
      hint: 'RingCentral probably has something to ask you, and its pages do not show inside other pages. '
        + '“Sign In” opens RingCentral in a window of its own.',
    },
    'somebody-else': {
      state: 'The phone was signed in as somebody else, so it was signed out.',
      hint: 'Press “Sign In” in the phone and use the account that you are signed in with here.',
    },
    'signed-out': { state: 'The phone is signed out. Press “Sign In” in the phone to use it again.' },
    'session-over': {
      state: 'Your session here has ended, so the phone is signed out.',
      hint: 'Log in again, and you come back to this page.',
      logIn: true,
    },
    silent: {
      state: 'The phone does not answer.',
      hint: `Your browser may be blocking the phone’s storage, or ${widgetOrigin} cannot be reached. `
        + 'Allow cookies and site data for that address, check your connection, then load this page again. '
        + 'If that does not help, please tell whoever looks after this site.',
    },
    leaving: { state: 'Signing out…' },
  };

  logIn.querySelector('a').href += `?return_to=${encodeURIComponent(location.pathname + location.search)}`;

  window.phoneStatus = {
    get shown() {
      return area.dataset.state;
    },
    show(name) {
      // Once the person signs out, what the phone is doing no longer counts.
      if (area.dataset.state === name || area.dataset.state === 'leaving') {
        return;
      }
      area.dataset.state = name;
      state.textContent = texts[name].state;
      hint.textContent = texts[name].hint ?? '';
      hint.hidden = !texts[name].hint;
      logIn.hidden = !texts[name].logIn;
    },
  };
}
