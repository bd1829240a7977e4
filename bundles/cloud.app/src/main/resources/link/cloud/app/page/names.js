/** The names of Boxes: all below <id>.<zone>. */

const ID = /^(?:[0-9a-f]{40}|[a-z2-7]{52})$/;

/** The id of the Box whose issuer this is, or null if it is none in this zone. */
export function idOf(issuer, zone) {
  const url = originOf(issuer);
  const id = url?.hostname.endsWith(`.${zone}`) ? url.hostname.slice(0, -zone.length - 1) : "";
  return url?.origin === issuer && ID.test(id) ? id : null;
}

/** Whether it is an https origin of the same Box. */
export function isOf(issuer, origin) {
  const url = originOf(origin);
  const main = new URL(issuer).hostname;
  return url?.origin === origin && (url.hostname === main || url.hostname.endsWith(`.${main}`));
}

/** The tunnel's end: a public address. */
export function remoteOf(issuer) {
  return `https://remote.${new URL(issuer).hostname}`;
}

/** Enough of an id to tell Boxes apart. */
export function shortForm(id) {
  return `${id.slice(0, 4)}…${id.slice(-4)}`;
}

function originOf(text) {
  const url = typeof text === "string" && text.length <= 300 && URL.canParse(text) ? new URL(text) : null;
  return url?.protocol === "https:" ? url : null;
}
