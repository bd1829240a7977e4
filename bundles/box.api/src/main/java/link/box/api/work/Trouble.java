package link.box.api.work;

/**
 * A fact while something is wrong that no retry mends: somebody has to act.
 *
 * @param step the step concerned, as its bundle is called without the leading {@code link.}
 * @param what what happened and what it means
 * @param remedy what to do
 */
public record Trouble(String step, String what, String remedy) {
}
