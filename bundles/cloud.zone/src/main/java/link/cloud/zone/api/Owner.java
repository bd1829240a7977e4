package link.cloud.zone.api;

import java.util.regex.Pattern;

/**
 * A name in the zone.
 *
 * @param below the labels in front of the id; empty for the id itself
 * @param id the id
 */
record Owner(String below, String id) {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
    private static final int LENGTH = 253;

    /** @throws Refusal it is not a name of any Box: malformed, with a wildcard, or elsewhere */
    static Owner of(String name, String zone) throws Refusal {
        String suffix = "." + zone;
        if (name.length() > LENGTH || !name.endsWith(suffix)) {
            throw Refusal.forbidden("this server holds " + zone + " only");
        }
        String inside = name.substring(0, name.length() - suffix.length());
        int dot = inside.lastIndexOf('.');
        String id = inside.substring(dot + 1);
        String below = dot < 0 ? "" : inside.substring(0, dot);
        if (!Ids.isId(id)) {
            throw Refusal.forbidden("the name must be <id>." + zone + " or below it");
        }
        if (dot >= 0) {
            check(below);
        }
        return new Owner(below, id);
    }

    private static void check(String below) throws Refusal {
        String[] labels = below.split("\\.", -1);
        for (String label : labels) {
            if (label.equals("*")) {
                throw Refusal.forbidden("no wildcard names");
            }
            if (!LABEL.matcher(label).matches()) {
                throw Refusal.malformed("not a valid name: labels have a-z, 0-9, - and _ and 1 to 63 characters");
            }
        }
        if (labels.length > Limits.DEPTH) {
            throw Refusal.forbidden("at most " + Limits.DEPTH + " labels in front of the id");
        }
    }
}
