package link.box.common.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The value of a manifest header with clauses, such as {@code Export-Package} (OSGi Core, 3.2.3). */
public final class ManifestHeader {
    /**
     * A clause: {@code path; path; attribute=value; directive:=value}.
     *
     * @param paths package names, namespaces or the like
     * @param parameters attributes by their name; directives by theirs with the colon, as {@code resolution:}
     */
    public record Clause(List<String> paths, Map<String, String> parameters) {
    }

    private ManifestHeader() {
    }

    /**
     * @return the clauses; none if the header is empty
     * @throws IllegalArgumentException a quotation mark is missing
     */
    public static List<Clause> clauses(String header) {
        return header.isBlank() ? List.of() : split(header, ',').stream().map(ManifestHeader::clause).toList();
    }

    private static Clause clause(String text) {
        List<String> paths = new ArrayList<>();
        Map<String, String> parameters = new TreeMap<>();
        for (String part : split(text, ';')) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                paths.add(unquoted(part));
            } else {
                parameters.put(part.substring(0, equals).strip(), unquoted(part.substring(equals + 1)));
            }
        }
        return new Clause(paths, parameters);
    }

    private static List<String> split(String text, char at) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == at && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("a quotation mark is missing: " + Fields.shown(text));
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static String unquoted(String text) {
        return text.replace("\"", "").strip();
    }
}
