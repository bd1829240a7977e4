package link.box.pagekite;

/**
 * How the kite stands; for this bundle.
 *
 * @param flies whether it flies
 * @param words where it leads, or why it does not fly
 * @param person whether somebody has to act
 * @param since on a clock that never jumps, in nanoseconds: since when it has flown, or not flown
 */
public record Sight(boolean flies, String words, boolean person, long since) {
}
