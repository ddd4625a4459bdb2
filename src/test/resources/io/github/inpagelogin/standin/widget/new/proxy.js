/*
 * Proxy mode: the server in between has the tokens, this page has none and sends none. Who is signed in is what
 * client-info says; the owner_id that was seen first is kept, and never replaced.
 */
import { jsonOf, kept, loginUrl, restHeaders, send, settings } from './settings.js';

let signedIn = false;
let lost = () => {};

function forget() {
  signedIn = false;
}

async function clientInfo() {
  const path = '/restapi/v1.0/client-info';
  const info = await jsonOf(await send('GET', path, restHeaders), path);
  signedIn = true;
  if (!kept.get('proxy-owner')) {
    kept.set('proxy-owner', info.owner_id);
  }
}

export const proxy = {
  onLost(action) {
    lost = action;
  },

  async isSignedIn() {
    // Twice: once for whether, once for who.
    const answers = await Promise.allSettled([clientInfo(), clientInfo()]);
    signedIn = answers.every((answer) => answer.status === 'fulfilled');
    return signedIn;
  },

  async authorizeUrl() {
    return loginUrl('/authorize', 'token');
  },

  loginBy(callbackUri) {
    if (callbackUri.includes('error')) {
      throw new Error('The login did not succeed');
    }
    return clientInfo;
  },

  async call(method, path) {
    const response = await send(method, path, restHeaders);
    if (response.status === 401 && signedIn) {
      forget();
      lost();
    }
    return jsonOf(response, path);
  },

  /** The server in between is told only by a widget that was given a secret. */
  async logOut() {
    forget();
    if (settings.clientSecret) {
      await send('POST', '/logout', restHeaders).catch(() => {});
    }
  },

  get owner() {
    return kept.get('proxy-owner');
  },
};
