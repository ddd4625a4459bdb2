'use strict';

// Keeps the page and the phone widget in step: tells what the phone is doing, and signs the phone out with the page.
// What the widget says is taken only from its own window and its exact origin; what is sent goes to that origin.
{
  const SILENCE_MS = 10_000;
  const SIGN_IN_MS = 8_000;
  const SIGN_OUT_MS = 2_000;
  const SERVER_MS = 10_000;

  // Where the code for the widget is to be had, and where a new one: only where this page is to hand one over.
  const { frameId, widgetOrigin, signedOut, code, login, phoneName } = document.currentScript.dataset;

  const texts = {
    loading: { state: 'Loading the phone…' },
    'signing-in': { state: 'Signing in to the phone…' },
    ready: { state: 'The phone is ready.' },
    'not-signed-in': {
      state: 'The phone is not signed in. Press “Sign In” in the phone.',
      hint: 'Your browser may be keeping RingCentral’s login cookie from the phone, because the phone comes from '
        + 'another site. Logging in inside the phone helps.',
    },
    'signed-out': { state: 'The phone is signed out. Press “Sign In” in the phone to use it again.' },
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
      location.replace(`${login}?return_to=${encodeURIComponent(location.pathname + location.search)}`);
    }
  }

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
  let heardSignedOut = () => {};
  let patience = setTimeout(() => status.show('silent'), SILENCE_MS);

  function onLogin() {
    clearTimeout(patience);
    loggedIn = true;
    signedOutByHand.is = false;
    status.show('ready');
  }

  function onNoLogin() {
    const wasLoggedIn = loggedIn;
    loggedIn = false;
    heardSignedOut();
    if (leaving) {
      return;
    }
    if (wasLoggedIn) {
      // With the focus in the phone it was the person; otherwise the phone's session ended by itself.
      signedOutByHand.is = document.activeElement?.id === frameId;
      status.show('signed-out');
      signPhoneIn();
    } else if (status.shown === 'loading' || status.shown === 'silent') {
      clearTimeout(patience);
      status.show('signing-in');
      patience = setTimeout(() => status.show('not-signed-in'), SIGN_IN_MS);
      signPhoneIn();
    }
  }

  addEventListener('message', (event) => {
    if (event.origin !== widgetOrigin || event.source === null || event.source !== phone()) {
      return;
    }
    if (event.data?.type !== 'rc-login-status-notify') {
      return;
    }
    if (event.data.loggedIn === true) {
      onLogin();
    } else if (event.data.loggedIn === false) {
      onNoLogin();
    }
  });

  document.addEventListener('phone-unreachable', () => {
    clearTimeout(patience);
    status.show('silent');
  });

  /** Ends the session here. It comes first and does not depend on the widget. */
  async function endSession(form) {
    const answer = await fetch(form.action, {
      method: 'POST',
      redirect: 'manual',
      headers: { Accept: 'application/json' },
      signal: AbortSignal.timeout(SERVER_MS),
    });
    // 401: there was no session any more. A redirect, which is not followed, is the answer for a form.
    if (!answer.ok && answer.status !== 401 && answer.type !== 'opaqueredirect') {
      throw new Error(`Sign-out was answered with ${answer.status}`);
    }
  }

  /** Signs the widget out; resolves when it says so, or when it has had its time. */
  function endPhone() {
    const wait = loggedIn;
    const said = new Promise((resolve) => {
      heardSignedOut = resolve;
    });
    phone()?.postMessage({ type: 'rc-adapter-logout' }, widgetOrigin);
    return wait ? Promise.race([said, new Promise((resolve) => setTimeout(resolve, SIGN_OUT_MS))]) : undefined;
  }

  async function signOut(form) {
    try {
      await endSession(form);
    } catch {
      // The plain form does without this script, and shows what the server has to say.
      form.submit();
      return;
    }
    await endPhone();
    location.replace(signedOut);
  }

  const form = document.querySelector('form.sign-out');
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    if (leaving) {
      return;
    }
    leaving = true;
    clearTimeout(patience);
    status.show('leaving');
    const button = form.querySelector('button');
    button.setAttribute('aria-disabled', 'true');
    button.setAttribute('aria-busy', 'true');
    button.textContent = 'Signing out…';
    signOut(form);
  });

  // A page that the Back button brings back as it was may show a phone whose session is over.
  addEventListener('pageshow', (event) => {
    if (event.persisted) {
      location.reload();
    }
  });
}
