/**
 * Which ways to a Box may be tried, and in what order. Browsers ask the person before a public page reaches into the home network, and one
 * "Block" is for good: the names at home are left alone until the browser has said yes, or the person has clicked.
 */
const PERMISSIONS = ["local-network", "local-network-access"];
let clicked = false;

/** The person has asked for the direct way. */
export function allowDirect() {
  clicked = true;
}

/** The ways in the order to try: the one that worked last first. */
export async function ways(record) {
  const mayDirect = clicked || (await isGranted(record));
  const open = record.urls.filter((each) => each.kind === "tunnel" || mayDirect);
  return open.sort((a, b) => (b.url === record.good) - (a.url === record.good));
}

/** Whether there are ways that wait for a click. */
export async function couldBeDirect(record) {
  return record.urls.length > (await ways(record)).length;
}

async function isGranted(record) {
  for (const name of PERMISSIONS) {
    try {
      return (await navigator.permissions.query({ name })).state === "granted";
    } catch {
      // this browser has no permission of that name
    }
  }
  return record.direct === true;
}
