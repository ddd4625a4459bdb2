/*
 * The stand-in widget, new generation: the same order, parameters and messages as RingCentral Embeddable 3. Like it, it
 * looks at the origin of no message, and tells its parent by '*'. The event socket is not opened: the stand-in has none.
 */
import { kept, settings } from './settings.js';
import { platform } from './platform.js';
import { proxy } from './proxy.js';
import { tellParent, view } from './view.js';

const ACCOUNT = '/restapi/v1.0/account/~';
const EXTENSION = `${ACCOUNT}/extension/~`;

const server = settings.proxy ? proxy : platform;
let signedIn = false;
// What the parent heard last; it hears of changes only.
let told = null;
// Counts logins and sign-outs, so that answers to what was asked before are known to be late.
let turn = 0;

function tell(loggedIn, more) {
  if (told !== loggedIn) {
    told = loggedIn;
    tellParent({ type: 'rc-login-status-notify', loggedIn, ...more });
  }
}

function tellSignedOut() {
  tell(false, { loginNumber: undefined, admin: undefined, features: undefined, isFreshLogin: null });
}

function onSignedOut(problem) {
  turn += 1;
  signedIn = false;
  view.signedOut(problem);
  tellSignedOut();
}

// ---- After the login

async function featuresOf(path) {
  const { records } = await server.call('GET', path);
  if (!['ReadExtensionInfo', 'ReadCompanyInfo'].every((id) => records.some((one) => one.id === id && one.available))) {
    throw new Error('The features do not let the widget read who is signed in');
  }
}

function mayFail(method, path) {
  server.call(method, path).catch(() => {});
}

async function onSignedIn(isFreshLogin) {
  turn += 1;
  const mine = turn;
  signedIn = true;
  view.loading();
  mayFail('POST', '/restapi/oauth/wstoken');
  mayFail('GET', `${EXTENSION}/caller-id`);
  mayFail('GET', `${EXTENSION}/device`);
  const required = [server.call('GET', EXTENSION), featuresOf(`${EXTENSION}/features`)];
  mayFail('GET', `${EXTENSION}/grant`);
  mayFail('GET', `${EXTENSION}/forwarding-number`);
  mayFail('GET', `${EXTENSION}/presence`);
  mayFail('GET', `${EXTENSION}/phone-number`);
  mayFail('GET', `${ACCOUNT}/dialing-plan`);
  required.push(server.call('GET', ACCOUNT));
  mayFail('GET', `${EXTENSION}/message-sync?syncType=FSync`);
  mayFail('GET', `${ACCOUNT}/directory/contacts`);
  mayFail('GET', `${EXTENSION}/message-store`);
  try {
    const [person, , account] = await Promise.all(required);
    if (mine === turn) {
      ready(person, account, isFreshLogin);
    }
  } catch (failure) {
    // Without one of the required answers the real widget never says that it is signed in.
    if (mine === turn) {
      view.loading(failure.message);
    }
  }
}

function ready(person, account, isFreshLogin) {
  view.signedIn(person, account, server.owner ?? String(person.id));
  tell(true, {
    loginNumber: `${account.mainNumber}*${person.extensionNumber}`,
    admin: person.permissions?.admin?.enabled === true,
    features: { call: true, sms: true, meeting: false, glip: false },
    isFreshLogin,
  });
  mayFail('POST', '/restapi/v1.0/client-info/sip-provision');
  mayFail('GET', `${EXTENSION}/call-log-sync?syncType=FSync`);
}

// ---- Login and sign-out

async function signIn() {
  const oAuthUri = await server.authorizeUrl();
  if (settings.disableLoginPopup) {
    tellParent({ type: 'rc-login-popup-notify', oAuthUri });
  } else {
    window.open(oAuthUri, 'rc-oauth', 'width=600,height=700');
  }
}

/** While a login is under way nobody is signed in, whoever was before. */
async function logIn(login) {
  turn += 1;
  const mine = turn;
  signedIn = false;
  tellSignedOut();
  try {
    await login();
  } catch (failure) {
    if (mine === turn) {
      onSignedOut(`Sign-in failed: ${failure.message}`);
    }
    return;
  }
  await onSignedIn(true);
}

function onCallback(callbackUri) {
  try {
    const login = server.loginBy(callbackUri);
    if (login) {
      logIn(login);
    }
  } catch (failure) {
    if (!signedIn) {
      view.signedOut(`Sign-in failed: ${failure.message}`);
    }
  }
}

async function logOut() {
  const said = server.logOut();
  turn += 1;
  signedIn = false;
  await said;
  if (!signedIn) {
    onSignedOut();
  }
}

window.addEventListener('message', (event) => {
  const data = event.data ?? {};
  if (data.callbackUri && (!data.type || data.type === 'rc-adapter-authorization-code')) {
    onCallback(data.callbackUri);
  } else if (data.type === 'rc-adapter-logout' && signedIn) {
    logOut();
  } else if (data.type === 'rc-adapter-login' && !signedIn) {
    signIn();
  }
});

// ---- Start

/** A code in the address counts for somebody new only: for nobody, or under another externalAuthId than the last. */
async function start() {
  const isSignedIn = await server.isSignedIn();
  const isSame = !settings.externalAuthId || settings.externalAuthId === kept.get('external-login-id');
  if (isSignedIn && (isSame || !settings.code || settings.proxy)) {
    await onSignedIn(false);
    return;
  }
  onSignedOut();
  if (settings.code && !settings.proxy) {
    await logIn(loginByAddress);
  }
}

async function loginByAddress() {
  try {
    await platform.loginByCode();
  } finally {
    kept.set('external-login-id', settings.externalAuthId);
  }
}

view.onSignIn(signIn);
view.onSignOut(logOut);
server.onLost(() => onSignedOut());
if (!settings.clientId && !settings.proxy) {
  view.cannotSignIn('No clientId in the address of the widget.');
  tellSignedOut();
} else {
  start();
}
