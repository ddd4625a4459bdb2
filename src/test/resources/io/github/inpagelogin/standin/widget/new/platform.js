/*
 * Normal mode: the widget has tokens of its own, redeems codes and refreshes. The tokens are read from the storage each
 * time, because a second tab may have refreshed them.
 */
import { jsonOf, kept, loginUrl, restHeaders, send, settings } from './settings.js';

// A token with less than this to live is refreshed before it is used.
const MARGIN_SECONDS = 60;
const PAUSE_MS = 250;
const UNAVAILABLE_MS = 30_000;

let verifier = '';
let refreshing = null;
let timer = 0;
let lost = () => {};

const tokens = () => kept.get('platform');
// Without a good expires_in this is never true, and the widget refreshes without end.
const isGood = (current) => Date.now() < current.expires;
const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

function post(path, fields) {
  const form = new URLSearchParams(fields);
  const headers = {};
  if (settings.clientSecret) {
    headers.Authorization = `Basic ${btoa(`${settings.clientId}:${settings.clientSecret}`)}`;
  } else {
    form.set('client_id', settings.clientId);
  }
  return send('POST', path, headers, form);
}

function take(answer) {
  const expires = Date.now() + (answer.expires_in - MARGIN_SECONDS) * 1000;
  kept.set('platform', {
    access_token: answer.access_token,
    refresh_token: answer.refresh_token,
    owner_id: answer.owner_id,
    expires,
  });
  refreshLater();
}

function drop() {
  clearTimeout(timer);
  kept.remove('platform');
}

function refreshLater(millis = Math.max(tokens().expires - Date.now(), PAUSE_MS)) {
  clearTimeout(timer);
  timer = setTimeout(() => refresh().catch(() => tokens() && refreshLater(UNAVAILABLE_MS)), millis);
}

/** However many ask at the same time, one request is sent. */
function refresh() {
  refreshing ??= renew().finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function renew() {
  const current = tokens();
  if (!current) {
    return;
  }
  const response = current.refresh_token
    ? await post('/restapi/oauth/token', { grant_type: 'refresh_token', refresh_token: current.refresh_token })
    : { ok: false, status: 400 };
  if (tokens()?.access_token !== current.access_token) {
    // Signed out, or another login, while this was under way.
    return;
  }
  if (response.ok) {
    take(await response.json());
  } else if (response.status < 500 && response.status !== 429) {
    drop();
    lost();
  } else {
    throw new Error(`The refresh was answered ${response.status}`);
  }
}

/** The access token, refreshed until it is good. */
async function accessToken() {
  for (let current = tokens(); current; current = tokens()) {
    if (isGood(current)) {
      return current.access_token;
    }
    await refresh();
    await pause(PAUSE_MS);
  }
  throw new Error('Signed out');
}

function sendWith(token, method, path) {
  return send(method, path, { Authorization: `bearer ${token}`, ...restHeaders });
}

async function redeem(code, codeVerifier) {
  const path = '/restapi/oauth/token';
  const fields = { grant_type: 'authorization_code', code, redirect_uri: settings.redirectUri };
  if (codeVerifier) {
    fields.code_verifier = codeVerifier;
  }
  // Whatever was here before this login is over, whether the code is good or not.
  drop();
  take(await jsonOf(await post(path, fields), path));
}

async function challengeOf(value) {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(value));
  return base64Url(new Uint8Array(hash));
}

function base64Url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export const platform = {
  onLost(action) {
    lost = action;
  },

  /** Asks nobody: a login that was kept counts until a request shows that it is over. */
  async isSignedIn() {
    if (tokens()) {
      refreshLater();
    }
    return tokens() !== null;
  },

  async authorizeUrl() {
    verifier = base64Url(crypto.getRandomValues(new Uint8Array(48)));
    return loginUrl('/restapi/oauth/authorize', 'code', {
      code_challenge: await challengeOf(verifier),
      code_challenge_method: 'S256',
    });
  },

  /** What is to be done for the address that the redirect page was called with; state and origin are not looked at. */
  loginBy(callbackUri) {
    const answer = new URL(callbackUri).searchParams;
    if (answer.has('error')) {
      throw new Error(answer.get('error'));
    }
    if (!answer.has('code')) {
      return null;
    }
    verifier = answer.get('code_verifier') || verifier;
    return () => redeem(answer.get('code'), verifier);
  },

  loginByCode: () => redeem(settings.code, settings.codeVerifier),

  async call(method, path) {
    const token = await accessToken();
    let response = await sendWith(token, method, path);
    if (response.status === 401) {
      if (tokens()?.access_token === token) {
        await refresh();
      }
      response = await sendWith(await accessToken(), method, path);
    }
    return jsonOf(response, path);
  },

  async logOut() {
    clearTimeout(timer);
    const current = tokens();
    // Another tab may have signed out before.
    if (current) {
      await post('/restapi/oauth/revoke', { token: current.access_token }).catch(() => {});
    }
    drop();
  },
};
