package link.box.control;

/** Lines of a label and a value, wrapped at words to fit a terminal; what could steer a terminal is replaced. */
final class Lines {
    private static final int WIDTH = 100;
    private static final int INDENT = 13;

    private final StringBuilder text = new StringBuilder();

    /** @param label empty where the line belongs to the one above */
    void add(String label, String value) {
        StringBuilder line = new StringBuilder(String.format("%-" + INDENT + "s", label));
        boolean begun = false;
        for (String word : value.replaceAll("\\p{Cntrl}+", " ").split(" ")) {
            if (begun && line.length() + 1 + word.length() > WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder(" ".repeat(INDENT));
                begun = false;
            }
            line.append(begun ? " " : "").append(word);
            begun = true;
        }
        text.append(line).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
