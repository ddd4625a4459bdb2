'use strict';

/*
 * The stand-in widget, old generation (the last that knows authMode=sso): the same order, parameters and messages as
 * RingCentral Embeddable 1.2.0. Like it, it looks at the origin of no message, and tells its parent by '*'.
 */
const query = new URLSearchParams(location.search);
const settings = {
  appKey: query.get('appKey') || '',
  appSecret: query.get('appSecret') || '',
  server: (query.get('appServer') || '').replace(/\/$/, ''),
  redirectUri: query.get('redirectUri') || new URL('redirect.html', location.href).href,
  sso: query.get('authMode') === 'sso',
  key: (query.get('prefix') || 'rc-widget') + '-token',
};
const userAgent = 'RingCentralEmbeddable/1.2.0 (stand-in) RCJSSDK/3.2.2';
const quietErrors = ['login_required', 'interaction_required'];
const shown = (id) => document.getElementById(id);

let token = null;
let loggedIn = null;
let refreshTimer = 0;

function tellParent(message) {
  window.parent.postMessage(message, '*');
}

function show(status, problem) {
  shown('status').textContent = status;
  shown('signed-in').hidden = !loggedIn;
  shown('signed-out').hidden = loggedIn;
  shown('problem').textContent = problem || '';
  shown('problem').hidden = !problem;
}

function signedOut(problem) {
  clearTimeout(refreshTimer);
  token = null;
  localStorage.removeItem(settings.key);
  loggedIn = false;
  show('Signed out', problem);
  tellParent({ type: 'rc-login-status-notify', loggedIn: false });
}

function signedIn(person, account) {
  loggedIn = true;
  const number = (account.mainNumber || '') + '*' + person.extensionNumber;
  shown('name').textContent = person.name;
  shown('number').textContent = (account.mainNumber || '') + ' ext. ' + person.extensionNumber;
  show('Signed in');
  tellParent({ type: 'rc-login-status-notify', loggedIn: true, loginNumber: number });
}

// ---- The platform

function call(path) {
  return fetch(settings.server + path, {
    mode: 'cors',
    credentials: 'include',
    headers: {
      Authorization: 'bearer ' + token.access_token,
      'Client-Id': settings.appKey,
      'X-User-Agent': userAgent,
    },
  }).then((response) => {
    if (!response.ok) {
      throw new Error(path + ' was answered ' + response.status);
    }
    return response.json();
  });
}

function post(path, fields) {
  const form = new URLSearchParams(fields);
  const headers = { 'X-User-Agent': userAgent };
  if (settings.appSecret) {
    headers.Authorization = 'Basic ' + btoa(settings.appKey + ':' + settings.appSecret);
  } else {
    form.set('client_id', settings.appKey);
  }
  return fetch(settings.server + path, { method: 'POST', mode: 'cors', credentials: 'include', headers, body: form });
}

/** Extension and authz-profile must succeed; the account may fail. */
function load(onFailure) {
  const extension = '/restapi/v1.0/account/~/extension/~';
  const current = token;
  shown('status').textContent = 'Connecting…';
  call(extension)
    .then((person) => call(extension + '/authz-profile').then(() => person))
    .then((person) => call('/restapi/v1.0/account/~').catch(() => ({})).then((account) => {
      if (token === current) {
        signedIn(person, account);
      }
    }))
    .catch(onFailure);
}

// ---- Signing in

function authorizeUrl(prompt) {
  return settings.server + '/restapi/oauth/authorize'
    + '?response_type=' + (settings.appSecret ? 'code' : 'token')
    + '&redirect_uri=' + encodeURIComponent(settings.redirectUri)
    + '&client_id=' + encodeURIComponent(settings.appKey)
    + '&state=' + encodeURIComponent(btoa(String(Date.now())))
    + '&brand_id=&display=page&prompt=' + prompt;
}

function openFrame(name) {
  const frame = document.createElement('iframe');
  frame.name = name;
  frame.title = 'Sign in';
  frame.hidden = name !== 'SSOIframe';
  frame.src = authorizeUrl('none');
  document.body.appendChild(frame);
}

function closeFrame(name) {
  const frame = document.querySelector('iframe[name="' + name + '"]');
  if (frame) {
    frame.remove();
  }
}

function answerOf(callbackUri) {
  const uri = new URL(callbackUri);
  const values = {};
  const read = (value, name) => {
    values[name] = value;
  };
  uri.searchParams.forEach(read);
  new URLSearchParams(uri.hash.substring(1)).forEach(read);
  return values;
}

/** Takes a token; an answer without one, or one that is over in a minute, is worth nothing. */
function take(answer) {
  const seconds = Number(answer.expires_in);
  if (!answer.access_token || !(seconds > 60)) {
    return false;
  }
  token = { access_token: answer.access_token, owner_id: answer.owner_id, expires: Date.now() + seconds * 1000 };
  localStorage.setItem(settings.key, JSON.stringify(token));
  refreshIn(seconds / 3);
  return true;
}

function refreshIn(seconds) {
  clearTimeout(refreshTimer);
  refreshTimer = setTimeout(() => openFrame('refreshIframe'), seconds * 1000);
}

/** With an appSecret the answer is a code, still to be redeemed. */
function tokenFor(answer) {
  if (!answer.code || !settings.appSecret) {
    return Promise.resolve(answer);
  }
  return post('/restapi/oauth/token', {
    grant_type: 'authorization_code',
    code: answer.code,
    redirect_uri: settings.redirectUri,
  }).then((response) => (response.ok ? response.json() : { error: 'invalid_grant' }));
}

function onCallback(callbackUri) {
  closeFrame('SSOIframe');
  tokenFor(answerOf(callbackUri)).then((answer) => {
    if (take(answer)) {
      load((failure) => signedOut(failure.message));
    } else if (answer.error && !quietErrors.includes(answer.error)) {
      show('Signed out', 'Sign-in failed: ' + answer.error);
    } else {
      show('Signed out');
    }
  });
}

function onRefreshCallback(callbackUri) {
  closeFrame('refreshIframe');
  take(answerOf(callbackUri));
}

function logOut() {
  const revoked = token ? post('/restapi/oauth/revoke', { token: token.access_token }) : Promise.resolve();
  revoked.catch(() => {}).then(() => signedOut());
}

/** Without a token that is still good: says so, and in the sso way asks whether the person is signed in at the server. */
function startSignedOut() {
  signedOut();
  if (settings.sso) {
    openFrame('SSOIframe');
  }
}

function signIn() {
  window.open(authorizeUrl(''), 'rc-oauth', 'width=600,height=700');
}

window.addEventListener('message', (event) => {
  const data = event.data || {};
  if (data.callbackUri) {
    onCallback(data.callbackUri);
  } else if (data.refreshCallbackUri) {
    onRefreshCallback(data.refreshCallbackUri);
  } else if (data.type === 'rc-adapter-logout') {
    logOut();
  } else if (data.type === 'rc-adapter-login') {
    signIn();
  }
});

// ---- The dial pad

shown('sign-in').addEventListener('click', signIn);
shown('sign-out').addEventListener('click', logOut);
shown('pad').addEventListener('click', (event) => {
  if (event.target.matches('button')) {
    shown('dialed').value += event.target.textContent;
  }
});
shown('call').addEventListener('click', () => {
  const number = shown('dialed').value;
  shown('call-status').textContent = number ? 'The stand-in makes no calls: ' + number : 'Enter a number first.';
});

// ---- Start. A browser that refuses storage ends it here at "Loading…", as it does the real widget.

const stored = localStorage.getItem(settings.key);
if (!settings.appKey) {
  signedOut('No appKey in the address of the widget.');
  shown('sign-in').hidden = true;
} else if (!settings.server) {
  signedOut('No appServer in the address of the widget: the real one would use https://platform.ringcentral.com.');
  shown('sign-in').hidden = true;
} else if (stored && JSON.parse(stored).expires > Date.now()) {
  token = JSON.parse(stored);
  refreshIn((token.expires - Date.now()) / 3000);
  load(startSignedOut);
} else {
  startSignedOut();
}
