'use strict';

// Keeps the page and the phone widget in step: tells what the phone is doing, hands it a code, follows its calls, and signs
// it out when in-step.js or sign-out.js leads away from the page.
// What the widget says is taken only from its own window and its exact origin; what is sent goes to that origin.
{
  const SILENCE_MS = 10_000;
  const SIGN_IN_MS = 8_000;

  // Where the code for the widget is to be had, and where a new one: only where this page is to hand one over.
  const {
    frameId, widgetOrigin, extension, code, login, phoneName, signOutEndsSession, proxied,
  } = document.currentScript.dataset;
  const returnTo = `?return_to=${encodeURIComponent(location.pathname + location.search)}`;

  const texts = {
    loading: { state: 'Loading the phone…' },
    'signing-in': { state: 'Signing in to the phone…' },
    ready: { state: 'The phone is ready.' },
    'not-signed-in': {
      state: 'The phone is not signed in. Press “Sign In” in the phone.',
      hint: 'RingCentral’s login may have ended in this browser, or your browser keeps it from the phone. '
        + 'Logging in inside the phone helps.',
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

  const phone = () => document.getElementById(frameId)?.contentWindow ?? null;

  /** The line that says what the phone is doing. */
  const status = (() => {
    const area = document.getElementById('phone-status');
    const state = area.querySelector('.state');
    const hint = area.querySelector('.hint');
    const logIn = area.querySelector('.log-in');
    logIn.querySelector('a').href += returnTo;
    return {
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
  })();

  /** Whether the person signed the phone out by hand: then it stays so, in this tab, until they sign it in again; another person's phone is another. */
  const signedOutByHand = {
    key: `in-page-login.signed-out.${phoneName}`,
    get is() {
      return sessionStorage.getItem(this.key) !== null;
    },
    set is(value) {
      if (value) {
        sessionStorage.setItem(this.key, '1');
      } else {
        sessionStorage.removeItem(this.key);
      }
    },
  };

  /** Hands the widget a code that this site got for it; without one, sends the browser for it, if that may help. */
  async function handOverCode() {
    const answer = await fetch(code, { method: 'POST', headers: { Accept: 'application/json' } });
    if (!answer.ok) {
      return;
    }
    const { callbackUri, mayTryAgain } = await answer.json();
    if (callbackUri) {
      phone()?.postMessage({ type: 'rc-adapter-authorization-code', callbackUri }, widgetOrigin);
    } else if (mayTryAgain) {
      location.replace(login + returnTo);
    } else {
      takenElsewhere = true;
      startAgain();
    }
  }

  // Two tabs that load at once need one code between them: the phone that comes away empty starts again when the other is
  // ready, and finds that one's login in the storage that they share.
  let takenElsewhere = false;
  let readyElsewhere = false;

  function startAgain() {
    if (takenElsewhere && readyElsewhere && !loggedIn && !leaving) {
      takenElsewhere = false;
      const frame = document.getElementById(frameId);
      frame.src = frame.getAttribute('src');
    }
  }

  document.addEventListener('phone-is-ready-elsewhere', () => {
    readyElsewhere = true;
    startAgain();
  });

  let asked = false;

  /** Once for each time the page is loaded, and not against the person's will. */
  function signPhoneIn() {
    if (code && !asked && !signedOutByHand.is) {
      asked = true;
      // Without an answer the phone has its own "Sign In", and the page says so in a moment.
      handOverCode().catch((problem) => console.info('No code for the phone:', problem.message));
    }
  }

  let loggedIn = false;
  let leaving = false;
  const calls = new Set();
  let heardSignedOut = () => {};
  let patience = setTimeout(() => status.show('silent'), SILENCE_MS);

  /** Whether the phone says that it is somebody's whose extension is not that of the person on this page. */
  function isSomebodyElses(loginNumber) {
    const [, theirs] = String(loginNumber ?? '').split('*');
    return Boolean(extension && theirs && theirs !== extension);
  }

  function onLogin(loginNumber) {
    clearTimeout(patience);
    if (isSomebodyElses(loginNumber)) {
      status.show('somebody-else');
      phone()?.postMessage({ type: 'rc-adapter-logout' }, widgetOrigin);
      return;
    }
    loggedIn = true;
    signedOutByHand.is = false;
    status.show('ready');
    document.dispatchEvent(new Event('phone-is-ready'));
  }

  function onNoLogin(sessionGoesOn) {
    const wasLoggedIn = loggedIn;
    loggedIn = false;
    calls.clear();
    heardSignedOut();
    if (leaving) {
      return;
    }
    if (!sessionGoesOn) {
      clearTimeout(patience);
      status.show('session-over');
    } else if (wasLoggedIn) {
      onPhoneSignedOut();
    } else if (status.shown === 'loading' || status.shown === 'silent') {
      clearTimeout(patience);
      status.show('signing-in');
      patience = setTimeout(() => status.show('not-signed-in'), SIGN_IN_MS);
      signPhoneIn();
    }
  }

  /** The phone was signed in and is not any more, and not by this page. */
  function onPhoneSignedOut() {
    // With the focus in the phone it was the person; otherwise the phone's session ended by itself. In proxy mode it has
    // none that could have ended.
    const byHand = Boolean(proxied) || document.activeElement?.id === frameId;
    if (byHand && signOutEndsSession) {
      document.dispatchEvent(new Event('phone-ends-session'));
      return;
    }
    signedOutByHand.is = byHand;
    status.show('signed-out');
    signPhoneIn();
  }

  let said = 0;

  /** In proxy mode the phone is signed in as whoever the session is of, so the server is asked who that is now. */
  async function onLoginStatus(says, loginNumber) {
    said += 1;
    const mine = said;
    const goesOn = !proxied || leaving || (await window.pageSession?.goesOn() ?? true);
    if (mine !== said) {
      return;
    }
    if (says && goesOn) {
      onLogin(loginNumber);
    } else {
      onNoLogin(goesOn);
    }
  }

  /** Follows the calls by what the phone says of each: the web phone when they begin and end, the others how they stand. */
  function onCall(type, call) {
    const { id: ofPhone, sessionId: ofAccount } = call ?? {};
    const id = String((type.startsWith('rc-call-') ? ofPhone ?? ofAccount : ofAccount ?? ofPhone) ?? '');
    const waits = call?.telephonyStatus === 'Ringing' && call.direction === 'Inbound';
    const isOver = type === 'rc-call-end-notify' || call?.telephonyStatus === 'NoCall' || call?.terminationType === 'final';
    if (isOver) {
      calls.delete(id);
    } else if (id && !waits) {
      calls.add(id);
    }
  }

  const callTypes = [
    'rc-active-call-notify',
    'rc-call-init-notify',
    'rc-call-start-notify',
    'rc-call-end-notify',
    'rc-ringout-call-notify',
  ];

  addEventListener('message', (event) => {
    if (event.origin !== widgetOrigin || event.source === null || event.source !== phone()) {
      return;
    }
    const { type, loggedIn: says, loginNumber, call } = event.data ?? {};
    if (type === 'rc-login-status-notify' && typeof says === 'boolean') {
      onLoginStatus(says, loginNumber);
    } else if (callTypes.includes(type)) {
      onCall(type, call);
    }
  });

  document.addEventListener('phone-unreachable', () => {
    clearTimeout(patience);
    status.show('silent');
  });

  function leave() {
    leaving = true;
    clearTimeout(patience);
    status.show('leaving');
  }

  document.addEventListener('signing-out', leave);

  /** Signs the widget out; resolves when it says so, or when it has had its time. */
  function endPhone(millis) {
    leave();
    const wait = loggedIn;
    const said = new Promise((resolve) => {
      heardSignedOut = resolve;
    });
    phone()?.postMessage({ type: 'rc-adapter-logout' }, widgetOrigin);
    return wait ? Promise.race([said, new Promise((resolve) => setTimeout(resolve, millis))]) : undefined;
  }

  // What the scripts that lead away from this page need of the phone.
  window.pagePhone = {
    get isOnCall() {
      return calls.size > 0;
    },
    end: endPhone,
  };
}
