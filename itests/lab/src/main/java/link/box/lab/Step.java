package link.box.lab;

/**
 * One of the eleven steps, seen to be true or not.
 *
 * @param number 1 to 11
 * @param name in a word or two
 * @param ok whether it was seen
 * @param ms when, in milliseconds since the Box was started
 * @param detail what was seen, or why not
 */
public record Step(int number, String name, boolean ok, long ms, String detail) {
    @Override
    public String toString() {
        return String.format("%3d  %-14s %-4s %7d ms  %s", number, name, ok ? "ok" : "NOT", ms, detail);
    }
}
