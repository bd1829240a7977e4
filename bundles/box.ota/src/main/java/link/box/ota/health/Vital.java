package link.box.ota.health;

import java.io.IOException;

/**
 * One thing that can be well or ill.
 *
 * @param bundle symbolic name of whose it is
 * @param name among those of its kind and bundle
 */
public record Vital(Kind kind, String bundle, String name) {
    /** What there is to look at. */
    public enum Kind {
        /** A bundle: well while it is active. */ BUNDLE,
        /** A component: well while it is satisfied. */ COMPONENT,
        /** A service that is registered, without facts: these come and go. */ SERVICE,
        /** A health check: well while it says OK. */ CHECK,
        /** The tunnel, an endpoint. */ FACT,
        /** The Box's own HTTPS port: well while it answers. */ HTTPS;

        /** @return whether another version of the bundle may be without it */
        boolean mayBeDropped() {
            return this == COMPONENT || this == CHECK;
        }
    }

    private static final int WORDS = 3;

    /** @throws IOException it is not what {@link #line} gives */
    public static Vital parse(String line) throws IOException {
        String[] words = line.split(" ", WORDS);
        try {
            return new Vital(Kind.valueOf(words[0]), words[1], words[2]);
        } catch (RuntimeException e) {
            throw new IOException("cannot be understood: " + line, e);
        }
    }

    /** @return it in a line, to be parsed again */
    public String line() {
        return kind + " " + bundle + " " + name.replaceAll("\\R", " ");
    }

    @Override
    public String toString() {
        return switch (kind) {
            case BUNDLE -> "the bundle " + bundle;
            case COMPONENT -> "the component " + name + " of " + bundle;
            case SERVICE -> "the service " + name + " of " + bundle;
            case CHECK -> "the health check \"" + name + "\" of " + bundle;
            case FACT -> "the " + name;
            case HTTPS -> "HTTPS";
        };
    }
}
