package link.box.common.kite;

import java.util.ArrayList;
import java.util.List;

/** The header lines of a chunk or of a handshake, in order. Names are told apart without regard to case. Immutable. */
public final class Head {
    private static final int MOST_LINES = 100;

    private final String first;
    private final List<String[]> fields;

    private Head(String first, List<String[]> fields) {
        this.first = first;
        this.fields = fields;
    }

    /**
     * @param text header lines, each with its line end
     * @return the head of a chunk
     * @throws Malformed too many lines, or one without a colon
     */
    public static Head of(String text) throws Malformed {
        return new Head("", fields(text.split("\r?\n"), 0));
    }

    /**
     * @param text a first line and header lines
     * @return the head of a request or response as in HTTP
     * @throws Malformed too many lines, or one without a colon
     */
    public static Head withFirstLine(String text) throws Malformed {
        String[] lines = text.split("\r?\n");
        return new Head(lines.length == 0 ? "" : lines[0], fields(lines, 1));
    }

    private static List<String[]> fields(String[] lines, int from) throws Malformed {
        if (lines.length > MOST_LINES) {
            throw new Malformed("more than " + MOST_LINES + " header lines");
        }
        List<String[]> fields = new ArrayList<>(lines.length);
        for (int i = from; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                fields.add(new String[] {lines[i].substring(0, colon).strip(), lines[i].substring(colon + 1).strip()});
            } else if (!lines[i].isEmpty()) {
                throw new Malformed("a header line without a name");
            }
        }
        return fields;
    }

    /** @return the first line; empty in a chunk */
    public String first() {
        return first;
    }

    /** @return the value of the first header of that name, or null */
    public String get(String name) {
        for (String[] field : fields) {
            if (field[0].equalsIgnoreCase(name)) {
                return field[1];
            }
        }
        return null;
    }

    /** @return the values of all headers of that name */
    public List<String> all(String name) {
        return fields.stream().filter(field -> field[0].equalsIgnoreCase(name)).map(field -> field[1]).toList();
    }
}
