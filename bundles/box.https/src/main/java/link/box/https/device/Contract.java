package link.box.https.device;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import link.box.api.device.BoxContext;
import link.box.https.device.Rule.Who;

/** Reads the properties of a whiteboard service as an integrator wrote them. What is not understood is refused, never guessed. */
final class Contract {
    private static final String WHITEBOARD = "osgi.http.whiteboard.";
    private static final String CONTEXT = "(osgi.http.whiteboard.context.name=" + BoxContext.NAME + ")";
    private static final Pattern PATTERN = Pattern.compile("/([a-z0-9-]{1,32})(?:/[A-Za-z0-9._~/-]*\\*?)?");
    private static final List<String> REACHED = List.of(WHITEBOARD + "servlet.pattern", WHITEBOARD + "resource.pattern");
    private static final String FILTER = WHITEBOARD + "filter.pattern";
    /** An app's scope for it would be that for reading anything. */
    private static final String READ = "read";
    /** Felix has more of its own, by which one alias could listen to or answer for all. */
    private static final Pattern KNOWN = Pattern.compile("context\\.select|target|(?:servlet|resource)\\.pattern|resource\\.prefix|filter\\.pattern"
            + "|(?:servlet|filter)\\.(?:name|asyncsupported|init\\..+)|servlet\\.multipart\\..+");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** The service must not be seen by anybody. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    private final Map<String, ?> properties;

    private Contract(Map<String, ?> properties) {
        this.properties = properties;
    }

    /**
     * @param properties of the service
     * @param bundle symbolic name of who registered it
     * @param body how large a body may be at most
     */
    static Rule read(Map<String, ?> properties, String bundle, long body) throws Refused {
        Contract contract = new Contract(properties);
        contract.requireContext();
        contract.requireKnown();
        List<String> patterns = REACHED.stream().flatMap(kind -> contract.texts(kind).stream()).toList();
        String alias = contract.alias(patterns);
        Who who = contract.who();
        boolean foreign = contract.foreign(who);
        return new Rule(bundle, alias, patterns, who, contract.methods(), contract.rate(), contract.body(body), foreign);
    }

    private void requireContext() throws Refused {
        if (!CONTEXT.equals(properties.get(WHITEBOARD + "context.select"))) {
            throw new Refused("only the context " + BoxContext.NAME + " is for devices, selected by " + CONTEXT);
        }
    }

    private void requireKnown() throws Refused {
        for (String key : properties.keySet()) {
            String plain = key.toLowerCase(Locale.ROOT);
            if (plain.startsWith(WHITEBOARD) && !KNOWN.matcher(plain.substring(WHITEBOARD.length())).matches()) {
                throw new Refused("the property " + key + " is none that devices have");
            }
        }
    }

    private String alias(List<String> reached) throws Refused {
        Set<String> aliases = new LinkedHashSet<>();
        List<String> patterns = Stream.concat(reached.stream(), texts(FILTER).stream()).toList();
        for (String pattern : patterns) {
            Matcher found = PATTERN.matcher(pattern);
            if (!found.matches() || pattern.endsWith("*") && !pattern.endsWith("/*") || found.group(1).equals(READ)) {
                throw new Refused("the pattern \"" + pattern + "\" is not /<alias>/* or a path below; an alias is [a-z0-9-], not \"read\"");
            }
            aliases.add(found.group(1));
        }
        if (aliases.size() != 1) {
            throw new Refused("its patterns are of one alias, not of " + aliases);
        }
        return aliases.iterator().next();
    }

    private Who who() throws Refused {
        return switch (text("box.auth", "user")) {
            case "user" -> Who.USER;
            case "admin" -> Who.ADMIN;
            case "public" -> Who.PUBLIC;
            default -> throw new Refused("box.auth is user, admin or public");
        };
    }

    private boolean foreign(Who who) throws Refused {
        String csrf = text("box.csrf", "on");
        if (!csrf.equals("on") && !(csrf.equals("off") && who == Who.PUBLIC)) {
            throw new Refused("box.csrf is on; or off, with box.auth=public");
        }
        return csrf.equals("off");
    }

    private Set<String> methods() throws Refused {
        Set<String> named = texts("box.methods").stream().flatMap(each -> Arrays.stream(each.split(","))).map(String::trim)
                .map(each -> each.toUpperCase(Locale.ROOT)).collect(Collectors.toCollection(LinkedHashSet::new));
        if (!METHODS.containsAll(named)) {
            throw new Refused("box.methods is a list of " + METHODS);
        }
        if (named.contains("GET")) {
            named.add("HEAD");
        }
        return named.isEmpty() ? METHODS : named;
    }

    private Optional<Rate> rate() throws Refused {
        String text = text("box.rate", "");
        Optional<Rate> rate = Rate.parse(text);
        if (rate.isEmpty() && !text.isEmpty()) {
            throw new Refused("box.rate is <count>/<seconds>, for example 20/60");
        }
        return rate;
    }

    private long body(long most) throws Refused {
        String text = text("box.body", String.valueOf(most));
        if (!text.matches("\\d{1,10}")) {
            throw new Refused("box.body is a number of bytes");
        }
        return Math.min(Long.parseLong(text), most);
    }

    private String text(String key, String usual) {
        Object value = properties.get(key);
        return value == null ? usual : String.valueOf(value);
    }

    private List<String> texts(String key) {
        Object value = properties.get(key);
        if (value == null) {
            return List.of();
        }
        Collection<?> one = value instanceof Collection<?> many ? many : List.of(value);
        return (value instanceof Object[] array ? Arrays.asList(array) : one).stream().map(String::valueOf).toList();
    }
}
