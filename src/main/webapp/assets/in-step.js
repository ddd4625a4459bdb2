'use strict';

// Keeps the tabs of one browser in step. Each page tells the others whom it was made for, by alias; one that was made for
// somebody else asks the server who is signed in now, and follows: to the signed-out page, or by loading itself again.
// What a tab says is a hint and no more; what counts is what the server answers.
{
  const PHONE_MS = 500;
  const { base, alias = '' } = document.body.dataset;
  const name = `in-page-login:${base}`;

  /** Says something to the other tabs; by way of the storage where the browser has no channels. */
  const tabs = (() => {
    if ('BroadcastChannel' in window) {
      const channel = new BroadcastChannel(name);
      return {
        say: (message) => channel.postMessage(message),
        onMessage: (listen) => channel.addEventListener('message', (event) => listen(event.data)),
      };
    }
    return {
      say(message) {
        // An event comes of a change only, so what was said is taken back at once.
        localStorage.setItem(name, JSON.stringify(message));
        localStorage.removeItem(name);
      },
      onMessage: (listen) => addEventListener('storage', (event) => {
        if (event.key === name && event.newValue) {
          listen(read(event.newValue));
        }
      }),
    };
  })();

  function read(text) {
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  }

  let leaving = false;
  // Whether the session has ended under this page, which says so and waits for the person to log in again.
  let over = false;

  /** Goes where the page of whoever is signed in now is; stays if nobody knows. */
  async function follow(now) {
    if (now === undefined || leaving || (now === alias && !over)) {
      return;
    }
    leaving = true;
    // Short, so that nobody looks at the page of a person who has left.
    await window.pagePhone?.end(PHONE_MS);
    // A session that is being replaced is gone for a moment before the new one is there.
    if (now || await ask()) {
      location.reload();
    } else {
      location.replace(`${base}/?signed-out`);
    }
  }

  /** The alias of whoever is signed in, empty for nobody, undefined without an answer. */
  async function ask() {
    try {
      const answer = await fetch(`${base}/session`, { headers: { Accept: 'application/json' } });
      if (answer.ok) {
        const session = await answer.json();
        return session.signedIn ? session.alias : '';
      }
    } catch (problem) {
      // The page stays as it is, and asks when the person looks at it again.
      console.info('Not known who is signed in:', problem.message);
    }
    return undefined;
  }

  let last = Promise.resolve();
  let next = null;

  /** Asks the server, once for all who want to know; after an answer under way, which may be out of date. */
  function askServer() {
    next ??= last = last.then(() => {
      next = null;
      return ask();
    });
    return next;
  }

  async function catchUp() {
    await follow(await askServer());
  }

  async function look() {
    const now = await askServer();
    if (!over || now) {
      await follow(now);
    }
  }

  // For phone.js, which may learn first that somebody else is signed in; in proxy mode the phone has no login but the session of this site.
  window.pageSession = {
    catchUp,
    /** Whether the session of the person on this page goes on, as far as is known; that of somebody else is followed. */
    async goesOn() {
      const now = await askServer();
      over = now === '';
      if (now) {
        await follow(now);
      }
      return !over;
    },
  };

  tabs.onMessage((message) => {
    if (typeof message?.alias !== 'string' || !/^([0-9a-f]{16})?$/.test(message.alias)) {
      return;
    }
    if (message.alias !== alias || over) {
      catchUp();
    } else if (message.phoneIsReady === true) {
      document.dispatchEvent(new Event('phone-is-ready-elsewhere'));
    }
  });
  addEventListener('focus', look);
  // redirect.js says so, of a popup in which somebody logged in for the phone.
  document.addEventListener('phone-popup-answered', look);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) {
      look();
    }
  });

  // This page does it by itself: it need not follow, and the others are told as soon as it is true.
  document.addEventListener('signing-out', () => {
    leaving = true;
  });
  document.addEventListener('signed-out', () => tabs.say({ alias: '' }));
  document.addEventListener('phone-is-ready', () => tabs.say({ alias, phoneIsReady: true }));

  // A page that the Back button brings back as it was may show a phone whose session is over.
  addEventListener('pageshow', (event) => {
    if (event.persisted) {
      location.reload();
    }
  });

  tabs.say({ alias });
}
