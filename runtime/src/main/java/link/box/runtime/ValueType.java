package link.box.runtime;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the value of a setting must be. Written {@code kind}, {@code kind?} when it may be empty, or {@code kind(argument)}.
 *
 * @param kind the sort of value
 * @param argument for {@code choice} the words, for {@code integer} the range
 * @param optional may be empty
 */
record ValueType(Kind kind, String argument, boolean optional) {
    private static final String PIN = "sha256/";
    private static final String LABEL = "[a-z0-9_]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final Pattern LITERAL = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]+");
    private static final Pattern ENDPOINT = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):(\\d{1,5})");
    private static final Pattern WINDOW = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d-([01]\\d|2[0-3]):[0-5]\\d");

    /** Sorts of values. */
    enum Kind {
        /** Any text without control characters. */ text("text in one line"),
        /** A file or directory. */ path("the path of a file"),
        /** Whom to believe. */ trust("the path of a PEM file, or sha256/ and the base64 of a public key's SHA-256"),
        /** true or false. */ flag("true or false"),
        /** 1 to 65535. */ port("a port, 1 to 65535"),
        /** A whole number in a range. */ integer("a whole number"),
        /** One of some words. */ choice("one of"),
        /** A DNS name. */ name("a DNS name in lower case, for example box.example"),
        /** DNS names. */ names("DNS names in lower case, separated by commas"),
        /** An IP address. */ address("an IP address"),
        /** IP addresses. */ addresses("IP addresses, separated by commas"),
        /** DNS names, each alone or with an address. */ servers("DNS names, each name or name=address, separated by commas"),
        /** host:port. */ endpoint("host:port"),
        /** host:port, several. */ endpoints("host:port, several separated by commas"),
        /** https origin. */ origin("https://host or https://host:port in lower case, without a path"),
        /** https origins. */ origins("https://host[:port], several separated by commas"),
        /** https URL. */ url("an https URL"),
        /** Where releases come from. */ channel("an https or http URL, or the absolute path of a directory"),
        /** A time of day that comes back. */ window("HH:MM-HH:MM, for example 02:00-05:00");

        private final String allowed;

        Kind(String allowed) {
            this.allowed = allowed;
        }
    }

    static ValueType parse(String text) {
        boolean optional = text.endsWith("?");
        String rest = optional ? text.substring(0, text.length() - 1) : text;
        int open = rest.indexOf('(');
        return open < 0 ? new ValueType(Kind.valueOf(rest), "", optional)
                : new ValueType(Kind.valueOf(rest.substring(0, open)), rest.substring(open + 1, rest.length() - 1), optional);
    }

    /** @return what is allowed, in words */
    String allowed() {
        String words = kind.allowed + (argument.isEmpty() ? "" : " " + argument.replace("..", " to ").replace("|", ", "));
        return optional ? words + ", or empty" : words;
    }

    boolean accepts(String value) {
        if (value.isEmpty()) {
            return optional;
        }
        return value.chars().noneMatch(Character::isISOControl) && switch (kind) {
            case text, path -> true;
            case trust -> !value.startsWith(PIN) || pin(value.substring(PIN.length()));
            case flag -> value.equals("true") || value.equals("false");
            case port -> within(value, 1, 65_535);
            case integer -> within(value, bound(0), bound(1));
            case choice -> List.of(argument.split("\\|")).contains(value);
            case name -> named(value);
            case names -> each(value).stream().allMatch(ValueType::named);
            case address -> literal(value);
            case addresses -> each(value).stream().allMatch(ValueType::literal);
            case servers -> each(value).stream().allMatch(ValueType::server);
            case endpoint -> endpoint(value);
            case endpoints -> each(value).stream().allMatch(ValueType::endpoint);
            case origin -> origin(value);
            case origins -> each(value).stream().allMatch(ValueType::origin);
            case url -> https(value);
            case channel -> value.startsWith("/") || value.matches("https?:[^?#]+") && https(value.replaceFirst("^http:", "https:"));
            case window -> WINDOW.matcher(value).matches();
        };
    }

    /** @return whether the value is a path, relative to where it was written */
    boolean isPath(String value) {
        return !value.isEmpty() && (kind == Kind.path || kind == Kind.trust && !value.startsWith(PIN));
    }

    private static boolean pin(String base64) {
        try {
            return Base64.getDecoder().decode(base64).length == 32;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private long bound(int index) {
        return Long.parseLong(argument.split("\\.\\.")[index]);
    }

    private static boolean within(String value, long least, long most) {
        return value.matches("\\d{1,18}") && Long.parseLong(value) >= least && Long.parseLong(value) <= most;
    }

    private static List<String> each(String value) {
        return Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    }

    private static boolean named(String value) {
        return value.length() <= 253 && NAME.matcher(value).matches();
    }

    /** A literal is parsed and never looked up. */
    private static boolean literal(String value) {
        try {
            return LITERAL.matcher(value).matches() && InetAddress.getByName(value).getHostAddress() != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean endpoint(String value) {
        Matcher matcher = ENDPOINT.matcher(value);
        return matcher.matches() && within(matcher.group(2), 1, 65_535);
    }

    private static boolean server(String value) {
        String[] parts = value.split("=", 2);
        return named(parts[0]) && (parts.length == 1 || literal(parts[1]));
    }

    private static boolean https(String value) {
        try {
            URI uri = new URI(value);
            return "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getRawUserInfo() == null;
        } catch (java.net.URISyntaxException e) {
            return false;
        }
    }

    private static boolean origin(String value) {
        return https(value) && value.matches("https://[^/?#A-Z]+");
    }
}
