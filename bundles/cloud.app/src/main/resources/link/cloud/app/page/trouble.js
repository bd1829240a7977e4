/** What went wrong, in a word for which there is a text: "ended", "offline", "mute", "late", "failed". */
export class Trouble extends Error {}
