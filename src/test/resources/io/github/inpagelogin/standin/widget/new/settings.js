/*
 * What the address of the widget says. What the real widget passes over in silence is passed over here: authMode, and an
 * appServer that is not https or has a query. The server is then the default one, which for the real widget is
 * RingCentral and for this one the stand-in that it came from.
 */

// A browser that blocks third-party storage ends it here at "Loading…", as it does the real widget.
const storage = window.localStorage;

const query = new URLSearchParams(location.search);
const given = (...names) => names.map((name) => query.get(name)).find(Boolean) ?? '';
const appServer = given('appServer');
const prefix = given('prefix') || 'rc-widget';

export const settings = {
  clientId: given('clientId', 'appKey'),
  clientSecret: given('clientSecret', 'appSecret'),
  server: appServer.startsWith('https://') && !appServer.includes('?')
    ? appServer.replace(/\/$/, '')
    : document.querySelector('meta[name="default-server"]').content,
  proxy: Boolean(given('authProxy')),
  redirectUri: given('redirectUri') || new URL('redirect.html', location.href).href,
  code: given('authorizationCode'),
  codeVerifier: given('authorizationCodeVerifier'),
  externalAuthId: given('externalAuthId'),
  disableLoginPopup: Boolean(given('disableLoginPopup')),
};

/** What outlasts a reload, apart for each prefix. */
export const kept = {
  get: (name) => JSON.parse(storage.getItem(`${prefix}-${name}`)),
  set: (name, value) => storage.setItem(`${prefix}-${name}`, JSON.stringify(value)),
  remove: (name) => storage.removeItem(`${prefix}-${name}`),
};

const userAgent = 'RingCentralEmbeddable/3.0.0-beta (stand-in) RCJSSDK/5.0.0';

/** One request, as the real widget sends all of its own. */
export function send(method, path, headers = {}, body = undefined) {
  return fetch(settings.server + path, {
    method,
    mode: 'cors',
    credentials: 'include',
    headers: { ...headers, 'X-User-Agent': userAgent },
    body,
  });
}

/** The headers of a REST call. The client id is there when it is empty, too. */
export const restHeaders = { 'Client-Id': settings.clientId, 'Content-Type': 'application/json' };

export async function jsonOf(response, path) {
  if (!response.ok) {
    throw new Error(`${path} was answered ${response.status}`);
  }
  return response.json();
}

/** The login page, in the order of parameters that the real widget has. */
export function loginUrl(path, responseType, more = {}) {
  const parameters = new URLSearchParams([
    ['response_type', responseType],
    ['redirect_uri', settings.redirectUri],
    ['client_id', settings.clientId],
    ['state', btoa(String(Date.now()))],
    ['brand_id', ''],
    ['display', 'page'],
    ['prompt', ''],
    ['ui_options', 'hide_remember_me'],
    ['ui_options', 'hide_tos'],
    ['ui_locales', ''],
    ['localeId', 'en-US'],
    ...Object.entries(more),
  ]);
  return `${settings.server}${path}?${parameters}`;
}
