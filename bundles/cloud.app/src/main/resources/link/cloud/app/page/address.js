/** What a Box that was found may be: an address that is private by its very digits, and a port that browsers open. */

const OCTET = "(?:0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])";
const PRIVATE_V4 = new RegExp(`^(?:10\\.${OCTET}|172\\.(?:1[6-9]|2\\d|3[01])|192\\.168)\\.${OCTET}\\.${OCTET}$`);
const UNIQUE_LOCAL = /^\[f[cd][0-9a-f]{2}:/;

/** The ports that the Fetch standard blocks. */
const BLOCKED = new Set([1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556,
  563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669,
  6679, 6697, 10080]);

/** Whether it is an address of RFC 1918, or of RFC 4193 in IPv6; names never are. */
export function isPrivate(ip) {
  if (typeof ip !== "string" || ip.length > 45) {
    return false;
  }
  return ip.includes(":") ? /^[0-9a-f:]+$/.test(ip) && UNIQUE_LOCAL.test(hostOf(ip)) : PRIVATE_V4.test(ip);
}

export function isOpenPort(port) {
  return Number.isInteger(port) && port > 0 && port < 65536 && !BLOCKED.has(port);
}

/** Where a browser in the same network meets the Box for the first time. */
export function firstHop(box) {
  const host = box.ip.includes(":") ? `[${box.ip}]` : box.ip;
  return `http://${host}:${box.port}/.well-known/box/go`;
}

function hostOf(ip) {
  return URL.canParse(`http://[${ip}]/`) ? new URL(`http://[${ip}]/`).hostname : "";
}
