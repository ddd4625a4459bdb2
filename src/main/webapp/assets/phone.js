'use strict';

// Keeps the page and the phone widget in step: tells what the phone is doing, hands it a code, follows its calls, and signs
// it out when in-step.js or sign-out.js leads away from the page.
// What the widget says is taken only from its own window and its exact origin; what is sent goes to that origin.
{
  const SILENCE_MS = 10_000;
  const SIGN_IN_MS = 8_000;
  const CODE_MS = 10_000;
  const BY_HAND_MS = 30_000;
  const LOOK_MS = 2_000;
  const OTHER_TABS_MS = 500;

  // Where the code for the widget is to be had, and where a new one: only where this page is to hand one over.
  const { frameId, widgetOrigin, extension, code, login, phoneName, signedInAt, signOutEndsSession } = document.currentScript.dataset;
  const returnTo = `?return_to=${encodeURIComponent(location.pathname + location.search)}`;

  const phone = () => document.getElementById(frameId)?.contentWindow ?? null;
  const status = window.phoneStatus;
  const { mode } = document.getElementById('phone-status').dataset;

  // In proxy mode the phone has no login but the session of this site.
  const proxied = mode === 'proxy';

  /**
   * Whether the person signed the phone out by hand: then it stays so, in every tab, until they sign it in again or log in
   * anew, which is told by when they did. Another person's phone is another.
   */
  const signedOutByHand = {
    key: `in-page-login.signed-out.${phoneName}`,
    get is() {
      return localStorage.getItem(this.key) === signedInAt;
    },
    set is(value) {
      if (value) {
        localStorage.setItem(this.key, signedInAt);
      } else {
        localStorage.removeItem(this.key);
      }
    },
  };

  // When the person was last seen to use this page or, as browsers count it too, the phone in it.
  let lastUse = -Infinity;

  function look() {
    if (navigator.userActivation?.isActive ?? true) {
      lastUse = performance.now();
    }
  }

  setInterval(look, LOOK_MS);

  /** Whether the person is in the phone and has used it within this time. */
  function isPhoneInUse(millis) {
    look();
    return document.activeElement?.id === frameId && performance.now() - lastUse < millis;
  }

  /** Hands the widget a code that this site got for it; without one, sends the browser for it, if that may help. */
  async function handOverCode() {
    const sent = Date.now();
    // Whose page this is: the code of somebody who has just signed in elsewhere is not for the phone in it.
    const { alias } = document.body.dataset;
    const answer = await fetch(code, {
      method: 'POST',
      headers: { Accept: 'application/json', 'X-Person-Alias': alias },
    });
    if (answer.status === 409) {
      await window.pageSession?.catchUp();
    }
    if (!answer.ok) {
      return;
    }
    const { callbackUri, mayTryAgain } = await answer.json();
    if (callbackUri && Date.now() - sent > CODE_MS) {
      // The page slept meanwhile, and the code died. It is given out once, so this does not come again.
      await handOverCode();
    } else if (callbackUri) {
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

  /** Once, until the phone is signed in, and not against the person's will. */
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
    asked = false;
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
      if (code && signedOutByHand.is) {
        status.show('signed-out');
        return;
      }
      status.show('signing-in');
      patience = setTimeout(onNotSignedIn, SIGN_IN_MS);
      signPhoneIn();
    }
  }

  let answered = false;

  /** The phone has had its time to get signed in by itself. */
  function onNotSignedIn() {
    if (mode !== 'sso' || answered) {
      status.show('not-signed-in');
    } else if (isPhoneInUse(SIGN_IN_MS)) {
      // A RingCentral that lets itself be framed: the person is on its page in the phone.
      patience = setTimeout(onNotSignedIn, SIGN_IN_MS);
    } else {
      // The frame in which the phone asked covers its "Sign In", with a page that may not show there. An answer takes it away.
      const callbackUri = `${location.origin}${document.body.dataset.base}/redirect.html?error=interaction_required`;
      phone()?.postMessage({ callbackUri }, widgetOrigin);
      status.show('wants-to-ask');
    }
  }

  // redirect.js says so, of the login that the phone tries by itself in sso mode.
  document.addEventListener('phone-login-answered', ({ detail: error }) => {
    answered = true;
    if (error && !loggedIn && !leaving) {
      clearTimeout(patience);
      status.show(error === 'login_required' ? 'not-signed-in' : 'wants-to-ask');
    }
  });

  /** The phone was signed in and is not any more, and not by this page. */
  function onPhoneSignedOut() {
    // If the person is using the phone it was they; otherwise the phone's session ended by itself. In proxy mode it has none
    // that could have ended.
    const byHand = proxied || isPhoneInUse(BY_HAND_MS);
    if (byHand && signOutEndsSession) {
      document.dispatchEvent(new Event('phone-ends-session'));
      return;
    }
    if (byHand) {
      signedOutByHand.is = true;
    }
    // The other tabs' phones share its storage, so theirs are signed out as well; it may have been by hand there.
    readyElsewhere = false;
    status.show('signed-out');
    setTimeout(() => {
      if (!loggedIn && !leaving) {
        signPhoneIn();
      }
    }, OTHER_TABS_MS);
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
